/** Assemblée de Martinique (catalogue E14): bonus and averages on the whole, then each list's seats among its four sections. */
import { certifierListe } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import type { LawError } from "../errors.ts";
import { siegesSousPrime } from "../methods/bonus.ts";
import { conseilPuisSections } from "../methods/section-sharing.ts";
import { sectionsDe } from "../methods/sections.ts";
import { majoriteAbsolue, part } from "../methods/thresholds.ts";
import { deciderListeSelon, type RegleListe, unConseil } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";

/** Members of the assembly (L558-6), and those of them that are the bonus (L558-8). */
const EFFECTIF = 51;
const PRIME = 11;
/** Candidates of each section (L558-7), by their names in the table. */
const CANDIDATS: Readonly<Record<string, number>> = { centre: 17, nord: 16, "fort-de-france": 15, sud: 16 };

/** Seats to share: the whole assembly, or those given, the bonus among them. Errors: `L-SIEGES-PRIME`. */
const siegesDe = ({ sieges = EFFECTIF }: Contest): number | LawError =>
  siegesSousPrime(PRIME, sieges, "sieges", "L558-8") ?? sieges;

export const martinique: Scrutin<RegleListe> = {
  type: "martinique",
  versions: [
    {
      id: "MARTINIQUE-2015",
      du: "2015-12-06",
      texte: "Code électoral, L558-5 à L558-9 et L558-19 (loi n° 2011-884 du 27 juillet 2011)",
      articles: ["L558-6", "L558-7", "L558-8", "L558-9", "L558-19"],
      majorite: majoriteAbsolue("L558-8"),
      acces: part(10, 100, "exprimes", "L558-19"),
      repechage: 2,
      articleAcces: "L558-19",
      fusion: part(5, 100, "exprimes", "L558-19"),
      admission: part(5, 100, "exprimes", "L558-8"),
      prime: { fixe: PRIME },
      articleRepartition: "L558-8",
    },
  ],
  decider(d, regle) {
    return deciderListeSelon(d, regle, () => {
      const sections = sectionsDe(d.contest);
      if ("code" in sections) return sections;
      const sieges = siegesDe(d.contest);
      if (typeof sieges !== "number") return sieges;
      const partage = { article: "L558-9", capacite: (section: string) => CANDIDATS[section] };
      return conseilPuisSections(regle, sieges, sections, partage);
    });
  },
  // The bonus does not depend on the sections, nor does having a seat.
  deciderComplet(d, regle) {
    return deciderListeSelon(d, regle, () => {
      const sieges = siegesDe(d.contest);
      return typeof sieges === "number" ? unConseil(regle, sieges) : sieges;
    });
  },
  certifier: certifierListe,
};
