import type { Dossier, DossierPart } from "#shared/contracts/dossier.ts";
import type { Tally } from "#shared/contracts/tally.ts";

/**
 * The oracle: what a night's tallies must add up to, worked out from the input alone. It shares no code with `count/`:
 * it knows a tally as it is sent and the dossier's list of bureaux, and adds figure by figure under plain names.
 */

/** Sums by name: `bureaux`, `inscrits`, `votants`, `blancs`, `nuls`, `exprimes`, and `voix <id>` for each candidature. */
export type Figures = Map<string, number>;

/** A tally as it is recorded, its run aside. */
export type SentTally = Omit<Tally, "run">;

/** The highest version of one bureau; more than one content when two were sent under that version. */
export interface LastWord {
  readonly departement: string;
  readonly commune: string;
  readonly bureau: string;
  readonly version: number;
  readonly contents: readonly SentTally[];
}

/** Keeps of each bureau its highest version, by département then by `commune/bureau`. */
export function lastWords(tallies: Iterable<SentTally>): Map<string, Map<string, LastWord>> {
  const departements = new Map<string, Map<string, LastWord>>();
  for (const tally of tallies) {
    const { departement, commune, bureau, version } = tally;
    const bureaux = departements.get(departement) ?? new Map<string, LastWord>();
    departements.set(departement, bureaux);
    const key = `${commune}/${bureau}`;
    const known = bureaux.get(key);
    if (known === undefined || version > known.version) {
      bureaux.set(key, { departement, commune, bureau, version, contents: [tally] });
    } else if (version === known.version && !known.contents.some((content) => sameFigures(content, tally))) {
      bureaux.set(key, { ...known, contents: [...known.contents, tally] });
    }
  }
  return departements;
}

const sameFigures = (a: SentTally, b: SentTally): boolean => {
  const [left, right] = [figuresOf(a), figuresOf(b)];
  return left.size === right.size && [...left].every(([name, value]) => right.get(name) === value);
};

/** The figures of one tally. Blank ballots that were pooled with the null ones are `nuls`. */
export function figuresOf(tally: SentTally): Figures {
  const figures: Figures = new Map([
    ["bureaux", 1],
    ["inscrits", tally.inscrits],
    ["votants", tally.votants],
    ["blancs", tally.blancs ?? 0],
    ["nuls", (tally.nuls ?? 0) + (tally.blancsNuls ?? 0)],
    ["exprimes", tally.exprimes],
  ]);
  for (const [id, voix] of Object.entries(tally.voix)) figures.set(`voix ${id}`, voix);
  return figures;
}

export function addFigures(to: Figures, figures: Figures, rename: (name: string) => string = (name) => name): void {
  for (const [name, value] of figures) {
    const as = rename(name);
    to.set(as, (to.get(as) ?? 0) + value);
  }
}

/** Where a bureau's votes go besides its commune and its département. */
interface Place {
  readonly unite: string | null;
  readonly arrondissement: string | null;
}

/** Sums of one département, by territory (`departement 75`, `commune 75056`, `arrondissement 75101`, `unite 7501`). */
export type Territories = Map<string, Figures>;

/**
 * Adds up one département.
 * @param settle which content counts where a bureau has two under one version.
 */
export function sumDepartement(
  dossier: Dossier,
  part: Omit<DossierPart, "run">,
  words: Iterable<LastWord>,
  settle: (word: LastWord) => SentTally,
): Territories {
  const territories: Territories = new Map();
  const into = (name: string): Figures => {
    const figures = territories.get(name) ?? new Map<string, number>();
    territories.set(name, figures);
    return figures;
  };
  const places = placesOf(part, dossier.head.decision === "unites");
  const labels = labelsOf(part);
  const total = into(`departement ${part.departement}`);
  for (const word of words) {
    const figures = figuresOf(settle(word));
    const { unite, arrondissement } = places.get(`${word.commune}/${word.bureau}`) ??
      places.get(word.commune) ?? { unite: null, arrondissement: null };
    addFigures(into(`commune ${word.commune}`), figures, (name) => inUnite(name, unite));
    if (arrondissement !== null)
      addFigures(into(`arrondissement ${arrondissement}`), figures, (name) => inUnite(name, unite));
    if (unite !== null) addFigures(into(`unite ${unite}`), figures);
    addFigures(total, figures, (name) =>
      dossier.head.decision === "nation" ? name : (labels.get(`${unite} ${name}`) ?? name),
    );
  }
  return territories;
}

/** Voix of a commune are kept apart by unite: two unites may know different people under one id. */
export const inUnite = (name: string, unite: string | null): string =>
  unite !== null && name.startsWith("voix ") ? `voix ${unite}/${name.slice("voix ".length)}` : name;

/** Places of the known bureaux by `commune/bureau`, and by commune where all its bureaux share one unite. */
function placesOf(part: Omit<DossierPart, "run">, byUnite: boolean): Map<string, Place> {
  const places = new Map<string, Place>();
  const uniteOf = ({ unite }: { readonly unite?: string }): string | null =>
    byUnite && unite !== undefined ? unite : null;
  for (const { code, bureaux } of part.communes) {
    for (const bureau of bureaux) {
      places.set(`${code}/${bureau.code}`, { unite: uniteOf(bureau), arrondissement: bureau.arrondissement ?? null });
    }
    const unites = new Set(bureaux.map(uniteOf));
    if (unites.size === 1) places.set(code, { unite: [...unites][0] ?? null, arrondissement: null });
  }
  return places;
}

/** `unite voix id` → `voix label`, the name under which the nation sums it. */
function labelsOf(part: Omit<DossierPart, "run">): Map<string, string> {
  const labels = new Map<string, string>();
  for (const { code, candidatures } of part.unites) {
    for (const { id, nuance } of candidatures) labels.set(`${code} voix ${id}`, `voix ${nuance ?? id}`);
  }
  return labels;
}
