import type { Sums } from "../count/decompte.ts";
import { scored, type ScoredCandidature } from "../documents/common.ts";
import type { DepartementDocument } from "../documents/departement.ts";
import type { PublishedNight } from "../documents/published-night.ts";
import type { Outcome } from "../law/outcome.ts";
import { withDe } from "../territory/names.ts";
import { ExportError } from "./errors.ts";
import { exportRows } from "./rows.ts";

/** What a procès-verbal says of one territory: figures, and what the law made of them where the territory decides. */
export interface Act {
  readonly scrutin: string;
  readonly tour: 1 | 2;
  /** `Commune de Lyon (69123)` */
  readonly territoire: string;
  /** The territories around it, the nearest first. */
  readonly dans: readonly string[];
  readonly complet: boolean;
  readonly bureaux: { readonly counted: number; readonly expected: number };
  readonly totaux: Sums;
  readonly candidatures: readonly ScoredCandidature[];
  readonly outcome?: Outcome;
  /** Instant of the night (ISO 8601 UTC) at which the figures stood. */
  readonly instant: string;
  readonly source: string;
  readonly genere: string | null;
}

type Place = Omit<Act, "scrutin" | "tour" | "instant" | "source" | "genere">;

/**
 * The act of a territory: `france`, `region/84`, a département (`2A`), a unite (`0101`), a commune (`75056`), an arrondissement
 * (`75101`), a bureau (`75056/0001`). A code that could be two things names the smaller one.
 * @throws ExportError `E-TERRITOIRE` when the night knows no such territory.
 */
export function actOf(night: PublishedNight, territoire: string): Act {
  const { nom: scrutin, tour, instant, source, genere } = night.france;
  const place = placeOf(night, territoire);
  if (place === null) {
    throw new ExportError(
      "E-TERRITOIRE",
      `aucun territoire ${territoire} dans ce qui est compté : donnez france, region/84, un département, une unité, une commune ou 75056/0001`,
    );
  }
  return { scrutin, tour, ...place, instant, source, genere };
}

function placeOf(night: PublishedNight, territoire: string): Place | null {
  if (territoire === "france") return nation(night);
  if (territoire.startsWith("region/")) return region(night, territoire.slice("region/".length));
  const [commune = "", bureau] = territoire.split("/");
  if (bureau !== undefined) return station(night, commune, bureau);
  for (const { departement } of night.departements) {
    const place = inDepartement(night, departement, territoire);
    if (place !== null) return place;
  }
  return null;
}

function nation({ france }: PublishedNight): Place {
  const { complet, bureaux, totaux, candidatures, outcome } = france;
  return {
    territoire: "France entière",
    dans: [],
    complet,
    bureaux,
    totaux,
    candidatures,
    ...(outcome && "etapes" in outcome && { outcome }),
  };
}

function region({ regions }: PublishedNight, code: string): Place | null {
  const found = regions.find((one) => one.region.code === code);
  if (found === undefined) return null;
  const { complet, bureaux, totaux, candidatures } = found;
  return { territoire: `Région ${found.region.nom} (${code})`, dans: [], complet, bureaux, totaux, candidatures };
}

function inDepartement(night: PublishedNight, { resultat }: DepartementDocument, code: string): Place | null {
  const { departement, complet, bureaux, totaux, candidatures } = resultat;
  const around = `Département ${departement.nom} (${departement.code})`;
  const rows = [...resultat.communes, ...resultat.arrondissements];
  const row = rows.find((one) => one.code === code);
  const unite = resultat.unites.find((one) => one.code === code);
  // A commune that elects is its own unite: its act is the one that decides.
  if (row !== undefined && unite === undefined) {
    return {
      territoire: `${resultat.communes.includes(row) ? `Commune ${withDe(row.nom)}` : row.nom} (${code})`,
      dans: [around],
      complet: row.complet,
      bureaux: row.bureaux,
      totaux: row.totaux,
      candidatures: row.voix.flatMap(({ unite: within = "", voix }) => {
        const ballot = resultat.unites.find((one) => one.code === within)?.candidatures ?? night.france.candidatures;
        return scored(ballot, voix, row.totaux);
      }),
    };
  }
  if (unite !== undefined) {
    return {
      territoire: `${unite.type === "commune" ? `Commune ${withDe(unite.nom)}` : unite.nom} (${code})`,
      dans: [around],
      complet: unite.complet,
      bureaux: unite.bureaux,
      totaux: unite.totaux,
      candidatures: unite.candidatures,
      outcome: unite.outcome,
    };
  }
  if (departement.code !== code) return null;
  return { territoire: around, dans: [], complet, bureaux, totaux, candidatures };
}

function station(night: PublishedNight, commune: string, bureau: string): Place | null {
  const holding = night.departements.filter(({ departement }) =>
    departement.resultat.communes.some(({ code }) => code === commune),
  );
  const row = exportRows({ ...night, departements: holding }, "bureau").find(
    (one) => one.commune?.code === commune && one.bureau === bureau,
  );
  if (row === undefined) return null;
  return {
    territoire: `Bureau de vote ${bureau}`,
    dans: [
      `Commune ${withDe(row.commune?.nom ?? commune)} (${commune})`,
      `Département ${row.departement?.nom} (${row.departement?.code})`,
    ],
    complet: row.complet,
    bureaux: { counted: 1, expected: 1 },
    totaux: row.totaux,
    candidatures: scored(
      row.candidatures,
      row.candidatures.map(({ voix }) => voix),
      row.totaux,
    ),
  };
}
