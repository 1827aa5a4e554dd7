import type { EventData, KnownEvent } from "#shared/contracts/events.ts";
import { CERTITUDE } from "#shared/law/words.ts";
import { counted, number } from "#cli/terminal/format.ts";

/** What an event says, in one French sentence. Ids and names in it come from outside: whoever shows it escapes it. */
export function eventSentence(event: KnownEvent): string {
  return `${placeName(event.subject)} : ${saying(event)}`;
}

/** The name of an event's subject, in French. */
export function placeName(subject: string): string {
  const [kind, code = ""] = subject.split("/");
  if (kind === "france") return "France";
  if (kind === "departement") return `Département ${code}`;
  return kind === "region" ? `Région ${code}` : "Quarantaine";
}

function saying(event: KnownEvent): string {
  switch (event.type) {
    case "fr.vingt-heures.tally.refused.v1":
      return `message ${event.data.digest.slice(0, 8)} refusé (${event.data.refusals.map(({ code }) => code).join(", ")})`;
    case "fr.vingt-heures.participation.published.v1":
      return `participation à ${event.data.heure} : ${event.data.pourcent} %${event.data.genere ? " (chiffres générés)" : ""}`;
    case "fr.vingt-heures.communes.complete.v1":
      return counted(event.data.communes.length, "commune complète", "communes complètes");
    case "fr.vingt-heures.communes.reopened.v1":
      return counted(event.data.communes.length, "commune n'est plus complète", "communes ne sont plus complètes");
    case "fr.vingt-heures.bureaux.corrected.v1":
      return counted(event.data.bureaux.length, "bureau corrigé", "bureaux corrigés");
    case "fr.vingt-heures.unites.decided.v1":
      return listed(event.data.unites, decision);
    case "fr.vingt-heures.unites.certain.v1":
      return listed(event.data.unites, certainty);
    case "fr.vingt-heures.lead.changed.v1":
      return event.data.a === null ? "plus personne en tête" : `${event.data.a} en tête`;
    case "fr.vingt-heures.anomalies.raised.v1":
      return counted(event.data.anomalies.length, "anomalie", "anomalies");
    case "fr.vingt-heures.departement.complete.v1":
    case "fr.vingt-heures.france.complete.v1":
      return `complet, ${counted(event.data.totaux.exprimes, "exprimé", "exprimés")}`;
    case "fr.vingt-heures.region.complete.v1":
      return `${event.data.nom} complète`;
    case "fr.vingt-heures.departement.published.v1":
    case "fr.vingt-heures.france.published.v1":
      return `${counted(event.data.bureaux.counted, "bureau", "bureaux")} sur ${number(event.data.bureaux.expected)}`;
    case "fr.vingt-heures.embargo.lifted.v1":
      return "les résultats sont publics";
  }
}

type Decided = EventData<"fr.vingt-heures.unites.decided.v1">["unites"][number];
type Certain = EventData<"fr.vingt-heures.unites.certain.v1">["unites"][number];

/** Units that one sentence names; more of them are counted. */
const NAMED = 6;

function listed<U>(unites: readonly U[], said: (unite: U) => string): string {
  const more = unites.length - NAMED;
  const named = unites.slice(0, NAMED).map(said).join(" ; ");
  return more > 0 ? `${named} ; et ${counted(more, "autre unité", "autres unités")}` : named;
}

/** A unit's name before what is said of it; the nation as one unit is the event's own subject. */
const ofUnit = (code: string, said: string): string => (code === "FR" ? said : `${code} : ${said}`);

const STATUTS: Readonly<Record<string, string>> = {
  ACQUIS_T1: "acquis au premier tour",
  BALLOTTAGE: "ballottage",
  ACQUIS_T2: "acquis au second tour",
  INDECIDABLE: "indécidable",
  INCOMPLET: "la décision est reprise",
};

function decision({ code, statut, candidatures }: Decided): string {
  const named = (kind: RegExp): string =>
    candidatures
      .filter((candidature) => kind.test(candidature.statut))
      .map(({ id, sieges = 1 }) => (sieges > 1 ? `${id} (${number(sieges)} sièges)` : id))
      .join(", ");
  const [elected, qualified] = [named(/^ELU_/), named(/^QUALIFIE_/)];
  const said = STATUTS[statut] ?? statut;
  return ofUnit(
    code,
    [said, elected && `élus : ${elected}`, qualified && `au second tour : ${qualified}`].filter(Boolean).join(", "),
  );
}

function certainty({ code, candidatures }: Certain): string {
  if (candidatures.length === 0) return ofUnit(code, "plus rien de certain");
  const groups = Map.groupBy(candidatures, ({ certitude }) => certitude);
  const said = (["ELU", "QUALIFIE", "ELIMINE"] as const).flatMap((certitude) => {
    const ids = groups.get(certitude)?.map(({ id }) => id);
    return ids === undefined ? [] : [`${CERTITUDE[certitude]} : ${ids.join(", ")}`];
  });
  return ofUnit(code, said.join(", "));
}
