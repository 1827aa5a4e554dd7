import type { Candidature, Dossier, DossierUnite } from "../contracts/dossier.ts";
import type { Tally } from "../contracts/tally.ts";
import { POLITIQUES, politiqueDe } from "../law/policies.ts";

/** What a night would have been with something else: changes written as a word and its arguments, applied to a dossier and its tallies. */

/** One change, as it was written. */
export type Change =
  | { readonly kind: "retirer"; readonly id: string; readonly unite?: string }
  | { readonly kind: "reporter"; readonly territoire: string }
  | {
      readonly kind: "transferer";
      readonly de: string;
      readonly vers: string;
      readonly pourMille: number;
      readonly unite?: string;
    }
  | { readonly kind: "sieges"; readonly sieges: number; readonly unite?: string }
  | { readonly kind: "politique"; readonly question: string; readonly choix: string }
  | { readonly kind: "regle"; readonly date: string };

/** A change that is not understood, or means nothing to that night. */
export class WhatIfError extends Error {
  override readonly name = "WhatIfError";
  readonly code = "W-CHANGEMENT";
}

/** The words and what they do, in French, for whoever asks. */
export const WHAT_IF_HELP: readonly (readonly [example: string, effect: string])[] = [
  ["retirer ID[@UNITE]", "la candidature ne se présente pas ; ses bulletins deviennent blancs"],
  ["transferer DE>VERS 10%[@UNITE]", "dans chaque bureau, cette part de ses voix va à une autre"],
  ["reporter CODE", "les bureaux d'un département, d'une commune ou un bureau (75056/0101) n'arrivent pas"],
  ["sieges N[@UNITE]", "autant de sièges à pourvoir"],
  ["politique Q-05=admettre", "un autre choix où la loi se tait"],
  ["regle 2009-06-07", "les règles d'un autre jour : seuils, primes, sièges"],
];

type Figures = Omit<Tally, "run">;

/** A night to change. */
export interface Changeable {
  readonly dossier: Dossier;
  readonly tallies: readonly Figures[];
}

/** Reads changes, one a line or separated by `;`; `#` begins a remark. @throws WhatIfError */
export function parseWhatIf(text: string): Change[] {
  const changes = text
    .split(/[\n;]/)
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "")
    .map(parseChange);
  if (changes.length === 0) throw refused(text);
  return changes;
}

function parseChange(text: string): Change {
  const [, verb = "", rest = "", , unite] = /^(\S+)\s+([^@]+?)(@(\S+))?$/.exec(text) ?? [];
  const of = unite === undefined ? {} : { unite };
  switch (verb) {
    case "retirer":
      return { kind: verb, id: rest, ...of };
    case "reporter":
      return { kind: verb, territoire: rest };
    case "transferer": {
      const [, de, vers, share] = /^(\S+?)\s*>\s*(\S+)\s+(\d+(?:[.,]\d)?)\s*%$/.exec(rest) ?? [];
      const pourMille = Math.round(Number((share ?? "").replace(",", ".")) * 10);
      if (de === undefined || vers === undefined || !(pourMille > 0 && pourMille <= 1000)) throw refused(text);
      return { kind: verb, de, vers, pourMille, ...of };
    }
    case "sieges": {
      if (!/^[1-9]\d{0,2}$/.test(rest)) throw refused(text);
      return { kind: verb, sieges: Number(rest), ...of };
    }
    case "politique": {
      const [question = "", choix = ""] = rest.split("=").map((word) => word.trim());
      const allowed = politiqueDe(question)?.choix;
      if (allowed?.includes(choix) !== true) {
        const known = allowed ?? Object.keys(POLITIQUES);
        throw refused(text, `un choix parmi ${known.join(", ")}`);
      }
      return { kind: verb, question, choix };
    }
    case "regle":
      if (!/^\d{4}-\d\d-\d\d$/.test(rest)) throw refused(text);
      return { kind: verb, date: rest };
    default:
      throw refused(text);
  }
}

const refused = (text: string, expected?: string): WhatIfError =>
  new WhatIfError(
    `W-CHANGEMENT « ${text} » : attendu ${expected ?? WHAT_IF_HELP.map(([example]) => example).join(" · ")}`,
  );

/** Applies a change. @throws WhatIfError when it touches nothing. */
export function applyChange(night: Changeable, change: Change): Changeable {
  const { dossier, tallies } = night;
  switch (change.kind) {
    case "retirer":
      return withdrawn(night, change);
    case "transferer":
      return transferred(night, change);
    case "reporter": {
      const { territoire } = change;
      const kept = tallies.filter(
        ({ departement, commune, bureau }) => ![departement, commune, `${commune}/${bureau}`].includes(territoire),
      );
      if (kept.length === tallies.length)
        throw untouched(`aucun bureau de ${territoire}`, codesNear(tallies, territoire));
      return { dossier, tallies: kept };
    }
    case "sieges":
      return { dossier: withSeats(dossier, change), tallies };
    case "politique": {
      const politiques = { ...dossier.head.politiques, [change.question]: change.choix };
      return { dossier: { ...dossier, head: { ...dossier.head, politiques } }, tallies };
    }
    case "regle": {
      const scrutin = { ...dossier.head.scrutin, date: change.date };
      return { dossier: { ...dossier, head: { ...dossier.head, scrutin, premierTour: change.date } }, tallies };
    }
  }
}

/** Most names that an error lists. */
const MOST_LISTED = 30;

function untouched(what: string, known: Iterable<string> = []): WhatIfError {
  const names = [...new Set(known)];
  const listed = `${names.slice(0, MOST_LISTED).join(", ")}${names.length > MOST_LISTED ? "…" : ""}`;
  return new WhatIfError(`W-CHANGEMENT ${what} dans cette nuit${names.length === 0 ? "" : ` ; il y a ${listed}`}`);
}

/** What could have been meant by a territory that is not there: the bureaux of its commune, or the départements. */
function codesNear(tallies: readonly Figures[], territoire: string): string[] {
  const [commune = ""] = territoire.split("/");
  const bureaux = tallies.filter((one) => one.commune === commune).map(({ bureau }) => `${commune}/${bureau}`);
  return bureaux.length > 0 ? bureaux : tallies.map(({ departement }) => departement);
}

/** The unites in which a candidature of that id stands (`FR`: the nation). */
function unitesOf({ head, parts }: Dossier, id: string, unite: string | undefined): ReadonlySet<string> {
  const stands = ({ candidatures }: { readonly candidatures: readonly Candidature[] }): boolean =>
    candidatures.some((one) => one.id === id);
  const all =
    head.decision === "nation"
      ? stands(head)
        ? ["FR"]
        : []
      : parts.flatMap(({ unites }) => unites.filter(stands).map(({ code }) => code));
  const found = new Set(all.filter((code) => unite === undefined || code === unite));
  if (found.size === 0) {
    const ballots = head.decision === "nation" ? [head] : parts.flatMap(({ unites }) => unites);
    const asked = ballots.filter((one) => unite === undefined || !("code" in one) || one.code === unite);
    const ids = asked.flatMap(({ candidatures }) => candidatures.map((one) => one.id));
    throw untouched(`aucune candidature ${id}${unite === undefined ? "" : ` dans ${unite}`}`, ids);
  }
  return found;
}

/** The unite of each bureau, by `commune/bureau`. */
function places({ head, parts }: Dossier): (tally: Figures) => string {
  if (head.decision === "nation") return () => "FR";
  const unites = new Map(
    parts.flatMap(({ communes }) =>
      communes.flatMap(({ code, bureaux }) =>
        bureaux.map((bureau) => [`${code}/${bureau.code}`, bureau.unite ?? ""] as const),
      ),
    ),
  );
  return ({ commune, bureau }) => unites.get(`${commune}/${bureau}`) ?? "";
}

const inUnites = (dossier: Dossier, change: (unite: DossierUnite) => DossierUnite): Dossier => ({
  ...dossier,
  parts: dossier.parts.map((part) => ({ ...part, unites: part.unites.map(change) })),
});

function withdrawn({ dossier, tallies }: Changeable, { id, unite }: Extract<Change, { kind: "retirer" }>): Changeable {
  const unites = unitesOf(dossier, id, unite);
  const uniteOf = places(dossier);
  const byName = new Set(
    dossier.parts.flatMap((part) =>
      part.unites.filter(({ panachage = dossier.head.panachage }) => panachage).map(({ code }) => code),
    ),
  );
  const without = (candidatures: readonly Candidature[]): readonly Candidature[] =>
    candidatures.filter((one) => one.id !== id);
  const { head } = dossier;
  const changed =
    head.decision === "nation"
      ? { ...dossier, head: { ...head, candidatures: without(head.candidatures) } }
      : inUnites(dossier, (one) => (unites.has(one.code) ? { ...one, candidatures: without(one.candidatures) } : one));
  return {
    dossier: changed,
    tallies: tallies.map((tally) => {
      const at = uniteOf(tally);
      if (!unites.has(at)) return tally;
      const { [id]: voix = 0, ...others } = tally.voix;
      // A ballot that named others too is still a vote.
      return byName.has(at) ? { ...tally, voix: others } : { ...blanked(tally, voix), voix: others };
    }),
  };
}

const blanked = (tally: Figures, ballots: number): Figures => ({
  ...tally,
  exprimes: tally.exprimes - ballots,
  ...(tally.blancsNuls === undefined
    ? { blancs: (tally.blancs ?? 0) + ballots }
    : { blancsNuls: tally.blancsNuls + ballots }),
});

function transferred(
  { dossier, tallies }: Changeable,
  { de, vers, pourMille, unite }: Extract<Change, { kind: "transferer" }>,
): Changeable {
  const from = unitesOf(dossier, de, unite);
  const both = new Set([...unitesOf(dossier, vers, unite)].filter((code) => from.has(code)));
  if (both.size === 0) throw untouched(`${de} et ${vers} ne se rencontrent nulle part`);
  const uniteOf = places(dossier);
  return {
    dossier,
    tallies: tallies.map((tally) => {
      if (!both.has(uniteOf(tally))) return tally;
      const before = tally.voix[de] ?? 0;
      const moved = Math.floor((before * pourMille) / 1000);
      return { ...tally, voix: { ...tally.voix, [de]: before - moved, [vers]: (tally.voix[vers] ?? 0) + moved } };
    }),
  };
}

function withSeats(dossier: Dossier, { sieges, unite }: Extract<Change, { kind: "sieges" }>): Dossier {
  const { head } = dossier;
  if (head.decision === "nation") return { ...dossier, head: { ...head, nation: { ...head.nation, sieges } } };
  if (unite !== undefined && !dossier.parts.some(({ unites }) => unites.some(({ code }) => code === unite)))
    throw untouched(
      `aucune unité ${unite}`,
      dossier.parts.flatMap(({ unites }) => unites.map(({ code }) => code)),
    );
  return inUnites(dossier, (one) => (unite === undefined || one.code === unite ? { ...one, sieges } : one));
}

/** What changes made of the tallies, whatever becomes of the outcome. */
export interface Movement {
  /** Voix that are another's, or nobody's, any more: in each bureau the greater of what candidatures lost and of what they won. */
  readonly voix: number;
  /** Bureaux whose voix are others. */
  readonly bureaux: number;
  /** Bureaux that no longer come. */
  readonly absents: number;
  /** INSEE codes of the départements of all these bureaux, in order. */
  readonly departements: readonly string[];
}

/** What moved between a night and what changes made of it; of each bureau the last version is held. */
export function movementOf(before: Changeable, after: Changeable): Movement {
  const left = lastVersions(after.tallies);
  const departements = new Set<string>();
  let [voix, bureaux, absents] = [0, 0, 0];
  for (const [key, was] of lastVersions(before.tallies)) {
    const is = left.get(key);
    const moved = is === undefined ? 0 : movedBetween(was.voix, is.voix);
    if (is === undefined) absents += 1;
    else if (moved > 0) bureaux += 1;
    else continue;
    voix += moved;
    departements.add(was.departement);
  }
  return { voix, bureaux, absents, departements: [...departements].toSorted() };
}

function lastVersions(tallies: readonly Figures[]): Map<string, Figures> {
  const last = new Map<string, Figures>();
  for (const tally of tallies) {
    const key = `${tally.commune}/${tally.bureau}`;
    if ((last.get(key)?.version ?? 0) <= tally.version) last.set(key, tally);
  }
  return last;
}

function movedBetween(was: Figures["voix"], is: Figures["voix"]): number {
  const gains = [...new Set([...Object.keys(was), ...Object.keys(is)])].map((id) => (is[id] ?? 0) - (was[id] ?? 0));
  const sum = (sign: 1 | -1): number => gains.reduce((total, gain) => total + Math.max(0, sign * gain), 0);
  return Math.max(sum(1), sum(-1));
}
