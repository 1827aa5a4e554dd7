import type { KnownEvent } from "#shared/contracts/events.ts";
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
      return event.data.unites.map(({ code, statut }) => `${code} ${statut}`).join(", ");
    case "fr.vingt-heures.unites.certain.v1":
      return event.data.unites.map(certainty).join(", ");
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

type Certain = Extract<KnownEvent, { readonly type: "fr.vingt-heures.unites.certain.v1" }>["data"]["unites"][number];

const certainty = ({ code, candidatures }: Certain): string =>
  candidatures.length === 0
    ? `${code} : plus rien de certain`
    : candidatures.map(({ id, certitude }) => `${code} : ${id} ${certitude}`).join(", ");
