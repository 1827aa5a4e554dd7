import { areBlank, type Cells } from "./cells.ts";
import { readCount } from "./counts.ts";
import type { Layout } from "./layout.ts";
import type { Attribution, ResultCandidature } from "./result-rows.ts";
import type { Field } from "./vocabulary.ts";

/** What tells a candidature from another; voix and seats are the row's. */
const IDENTITY = [
  "panneau",
  "nuance",
  "sexe",
  "nomCandidat",
  "prenom",
  "liste",
  "listeAbregee",
  "listeEtendue",
  "teteDeListe",
  "binome",
] as const satisfies readonly Field[];

type Identity = Partial<Record<(typeof IDENTITY)[number], string>>;

const ATTRIBUTED = ["elu", "sieges", "siegesSecteur", "siegesCC"] as const satisfies readonly Field[];

/** The cells of a block that say what it won. */
export type AttributionCells = Partial<Record<(typeof ATTRIBUTED)[number], string>>;

/** More distinct candidatures than that are forgotten, so that files of many elections stay in constant memory. */
const MOST_KNOWN = 200_000;

interface Read {
  readonly candidatures: readonly ResultCandidature[];
  readonly voix: readonly number[];
}

/** Reads the candidatures of rows. The same one is one object; rows of the same ballot share the array. */
export class CandidatureReader {
  readonly #layout: Layout;
  /** The fields of `IDENTITY` that the table has, and where they are in a block. */
  readonly #fields: readonly (typeof IDENTITY)[number][];
  readonly #offsets: readonly number[];
  readonly #known = new Map<string, ResultCandidature>();
  /** Cells and object last read at each block: the next row most often has the same. */
  readonly #last: { readonly cells: readonly string[]; readonly candidature: ResultCandidature }[] = [];
  readonly #labels: readonly ResultCandidature[];
  #shared: readonly ResultCandidature[] = [];

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#fields = IDENTITY.filter((field) => layout.blocks?.at.has(field) === true);
    this.#offsets = this.#fields.map((field) => layout.blocks!.at.get(field)!);
    this.#labels = namesIn(layout.labels.map(({ label }) => label)).map(candidatureOf);
  }

  /** @param refuse called with the column of voix that are no count, and its text. */
  read(cells: Cells, refuse: (column: number, text: string) => never): Read {
    const { blocks, labels } = this.#layout;
    if (blocks === null) {
      const voix = labels.map(({ column }) => countAt(cells, column, refuse));
      return { candidatures: this.#labels, voix };
    }
    const at = blocks.at.get("voix");
    // A line of a list is a person.
    if (at === undefined) return { candidatures: this.#share([this.#candidature(cells, 0, 0)]), voix: [] };
    const end = Math.min(blocks.end, cells.length);
    const candidatures: ResultCandidature[] = [];
    const voix: number[] = [];
    for (let start = blocks.start, block = 0; start < end; start += blocks.width, block += 1) {
      if (this.#isEmpty(cells, start)) continue;
      voix.push(countAt(cells, start + at, refuse));
      candidatures.push(this.#candidature(cells, start, block));
    }
    return { candidatures: this.#share(candidatures), voix };
  }

  /** The cells of each candidature's block that say what it won; `null` when the file has no such column. */
  attributionCells(cells: Cells): readonly AttributionCells[] | null {
    const { blocks } = this.#layout;
    if (blocks === null || !ATTRIBUTED.some((field) => blocks.at.has(field))) return null;
    const found: AttributionCells[] = [];
    for (let start = blocks.start; start < Math.min(blocks.end, cells.length); start += blocks.width) {
      if (this.#isEmpty(cells, start)) continue;
      const one: AttributionCells = {};
      for (const field of ATTRIBUTED) {
        const offset = blocks.at.get(field);
        if (offset !== undefined) one[field] = cells.text(start + offset);
      }
      found.push(one);
    }
    return found;
  }

  /** Whether a block is left blank: a row has as many as it needs, or as the longest. */
  #isEmpty(cells: Cells, start: number): boolean {
    const { at, width } = this.#layout.blocks!;
    return cells.isBlank(start + at.get("voix")!) && areBlank(cells, start, start + width);
  }

  #candidature(cells: Cells, start: number, block: number): ResultCandidature {
    const last = this.#last[block];
    if (last !== undefined && this.#isSame(last.cells, cells, start)) return last.candidature;
    const own = this.#offsets.map((offset) => cells.text(start + offset));
    const key = own.join("\u0001");
    let candidature = this.#known.get(key);
    if (!candidature) {
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      candidature = candidatureOf(Object.fromEntries(this.#fields.map((field, i) => [field, own[i]!])));
      this.#known.set(key, candidature);
    }
    this.#last[block] = { cells: own, candidature };
    return candidature;
  }

  #isSame(last: readonly string[], cells: Cells, start: number): boolean {
    const offsets = this.#offsets;
    for (let i = 0; i < offsets.length; i += 1) if (!cells.is(start + offsets[i]!, last[i]!)) return false;
    return true;
  }

  #share(candidatures: readonly ResultCandidature[]): readonly ResultCandidature[] {
    const shared = this.#shared;
    const same = shared.length === candidatures.length && candidatures.every((one, i) => one === shared[i]);
    if (!same) this.#shared = candidatures;
    return this.#shared;
  }
}

function countAt(cells: Cells, column: number, refuse: (column: number, text: string) => never): number {
  const value = cells.count(column);
  return value < 0 ? refuse(column, cells.text(column)) : value;
}

function candidatureOf(cells: Identity): ResultCandidature {
  const text = (field: keyof Identity): string | null => cells[field]?.trim() || null;
  const panneau = readCount(text("panneau") ?? "");
  const liste = text("listeAbregee") ?? text("liste") ?? text("listeEtendue");
  const nuance = text("nuance");
  return {
    nom:
      text("nomCandidat") ??
      text("teteDeListe") ??
      text("binome") ??
      liste ??
      nuance ??
      (panneau < 0 ? "" : `Liste n° ${panneau}`),
    prenom: text("prenom"),
    sexe: sexeOf(text("sexe") ?? ""),
    panneau: panneau < 0 ? null : panneau,
    nuance,
    liste,
    listeEtendue: text("listeEtendue"),
    binome: text("binome"),
  };
}

/** `François HOLLANDE (PS)`, `CHIRAC (RPR)`: how columns of voix name a person of a party. */
const OF_A_PARTY = /^((?:\p{Lu}[\p{Ll}'’-]+[ -]?)+ )?(\p{Lu}[\p{Lu} '’-]+) \(([^()]+)\)$/u;

/** `MACRON Emmanuel`, `Mme LE PEN Marine`, `Jean-Luc MÉLENCHON`: with their first name, before or after. */
const TITLE = /^(M\.?|MME\.?|MLLE\.?) /i;
const LAST = "(?<nom>\\p{Lu}[\\p{Lu}'’-]+(?: \\p{Lu}[\\p{Lu}'’-]*)*)";
const FIRST = "(?<prenom>\\p{Lu}\\p{Ll}[\\p{L}'’-]*(?: \\p{Lu}\\p{Ll}[\\p{L}'’-]*)*)";
const NAMED = [new RegExp(`^${LAST} ${FIRST}$`, "u"), new RegExp(`^${FIRST} ${LAST}$`, "u")];

/** Who columns of voix name: persons when all of them do, for a list may be called in the same way. */
function namesIn(labels: readonly string[]): readonly Identity[] {
  const persons = labels.map(personOf);
  return persons.every((one) => one !== null) ? persons : labels.map((nomCandidat) => ({ nomCandidat }));
}

function personOf(label: string): Identity | null {
  const [, first, last, nuance] = OF_A_PARTY.exec(label) ?? [];
  if (last !== undefined && nuance !== undefined)
    return { nomCandidat: last, nuance, ...(first !== undefined && { prenom: first }) };
  const sexe = TITLE.exec(label)?.[1];
  const bare = label.replace(TITLE, "");
  const { nom, prenom } = NAMED.map((pattern) => pattern.exec(bare)?.groups).find((one) => one !== undefined) ?? {};
  return nom === undefined || prenom === undefined
    ? null
    : { nomCandidat: nom, prenom, ...(sexe !== undefined && { sexe }) };
}

const sexeOf = (text: string): "M" | "F" | null =>
  /^(f|mme|mlle)/i.test(text) ? "F" : /^[mh]/i.test(text) ? "M" : null;

const YES = /^(oui|elue?s?|elu\(e\)s?|true|vrai|o|x)$/;

/**
 * What the cells of seats say. They hold a number, or a word: `Elus`, `OUI`, `QUALIF T2`, `Oui` in the rows of Polynesia
 * of 2014, where a number is expected.
 */
export function attributionOf({ elu, sieges, siegesSecteur, siegesCC }: AttributionCells): Attribution {
  const word = plain(elu ?? "");
  const seatWord = plain(sieges ?? "");
  const seats = seatsOf(sieges);
  const told = elu !== undefined || sieges !== undefined;
  const secteur = seatsOf(siegesSecteur);
  const has = YES.test(word) || YES.test(seatWord) || (seats ?? 0) > 0 || (secteur ?? 0) > 0;
  return {
    elu: told ? has : null,
    qualifie: word.startsWith("qualif") ? true : null,
    sieges: seats,
    siegesSecteur: secteur,
    siegesCC: seatsOf(siegesCC),
  };
}

const plain = (text: string): string => text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function seatsOf(text: string | undefined): number | null {
  const value = readCount(text?.trim() ?? "");
  return value < 0 ? null : value;
}
