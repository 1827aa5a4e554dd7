/**
 * Why a tally message is refused. Codes are stable: other programs match on them. A refusal is final for the message
 * as it is (it goes to the quarantine); what may pass on a second try is not a refusal but a failure.
 */
export const REFUSALS = {
  "T-JSON": "Le corps du message n'est pas du JSON. Envoyez une enveloppe CloudEvents 1.0 en JSON, en UTF-8.",
  "T-FORME": "Le message n'a pas la forme attendue. Comparez-le au schéma tally.v1 (docs/tally-message.md).",
  "T-TAILLE": "Le message est trop long pour un procès-verbal. Envoyez un message par bureau.",
  "T-VERSION": "La version d'un procès-verbal va de 1 à 999. Une correction porte la version suivante.",
  "T-RUN":
    "Aucun run de ce nom n'est ouvert pour ce scrutin et ce tour. Créez-le d'abord, ou corrigez run, scrutin et tour.",
  "T-DEPARTEMENT": "Ce département n'est pas dans le dossier du run. Les codes sont ceux de l'INSEE (971, 2A), ou ZZ.",
  "T-COMMUNE": "Cette commune n'est pas dans le dossier de ce département. Donnez son code INSEE à cinq caractères.",
  "T-BUREAU": "Ce bureau n'est pas dans le dossier de la commune. Donnez son code tel que publié, zéros compris.",
  "T-CANDIDATURE":
    "Les voix ne nomment pas exactement les candidatures du bureau. Nommez-les toutes, zéros compris, et elles seules.",
  "T-BLANCS":
    "Blancs et nuls ne sont pas donnés comme le scrutin les compte. Séparés depuis le 1er avril 2014, réunis (blancsNuls) avant.",
  "T-VOTANTS":
    "Il y a plus de votants que d'inscrits au-delà de ce que des décisions de justice expliquent (R59). Vérifiez inscrits et votants.",
  "T-EXPRIMES": "Les exprimés ne sont pas les votants moins les blancs et les nuls (L66). Vérifiez les quatre nombres.",
  "T-SOMME": "La somme des voix n'est pas celle des exprimés. Vérifiez chaque nombre de voix.",
  "T-ENVELOPPE":
    "L'enveloppe contredit le procès-verbal : subject doit être commune/bureau (participation : departement/heure).",
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** A refusal: stable code, the field at fault, what was expected and found there, and what to do. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Path of the field, `data.voix.macron`; empty when the message as a whole is at fault. */
  readonly field: string;
  readonly expected: string;
  readonly found: string;
  readonly advice: string;
}

/** Either what was asked for, or why it is refused. */
export type Checked<T> = { readonly ok: T } | { readonly refusals: readonly Refusal[] };

/** Makes a refusal; `found` is cut so that a hostile value cannot swell the quarantine. */
export const refusal = (code: RefusalCode, field: string, expected: string, found: unknown): Refusal => ({
  code,
  field,
  expected,
  found: shorten(found),
  advice: REFUSALS[code],
});

const shorten = (value: unknown): string => {
  const text = typeof value === "string" ? value : written(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
};

/** A value that is nested too deep has no text: it must not keep its message from being refused. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Array.isArray(value) ? "[…]" : "{…}";
  }
}
