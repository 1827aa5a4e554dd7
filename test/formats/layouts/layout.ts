/** What published files look like: their real headers, separators and encodings, with a few invented rows. */
export interface PublishedLayout {
  /** Name under which it is published: it may tell what the content leaves open. */
  readonly file: string;
  /** Where the file is published, or who describes its columns. */
  readonly source: string;
  /** Windows-1252 unless told. */
  readonly encoding?: "utf-8";
  readonly text: string;
  readonly options?: { readonly type?: string; readonly date?: string; readonly tour?: 1 | 2 };
  readonly family: string;
  /** Scrutin and round that it is recognised as. */
  readonly scrutin: string;
  /** Lines of results, of that round. */
  readonly lignes: number;
  /** Lines that cannot be true, by their codes: none unless told. */
  readonly refuses?: readonly string[];
  readonly totaux: { readonly inscrits: number; readonly votants: number; readonly exprimes: number };
  /** Codes of the unites whose seats are filled; empty where the nation is the unite. */
  readonly unites: readonly string[];
}

/** A layout's bytes, as published. */
export function bytesOf({ text, encoding }: PublishedLayout): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  // Every letter of these files is in Latin-1, whose codes are Unicode's own.
  return Uint8Array.from(text, (letter) => letter.codePointAt(0)!);
}

export const lines = (...rows: readonly string[]): string => `${rows.join("\r\n")}\r\n`;

/** Blank, null and valid ballots of a row; inscrits are 100 and votants what they add up to. */
export interface Counts {
  readonly blancs?: number;
  readonly nuls?: number;
  readonly voix: readonly number[];
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

/** Columns of counts of the ministry's files from 2015 to 2022, and what a row has in them: shares are not read. */
export const COUNTS =
  "Inscrits;Abstentions;% Abs/Ins;Votants;% Vot/Ins;Blancs;% Blancs/Ins;% Blancs/Vot;Nuls;% Nuls/Ins;% Nuls/Vot;Exprimés;% Exp/Ins;% Exp/Vot";
export function countsOf({ blancs = 2, nuls = 1, voix }: Counts): string {
  const exprimes = sum(voix);
  const votants = exprimes + blancs + nuls;
  return `100;${100 - votants};10,00;${votants};90,00;${blancs};2,00;2,22;${nuls};1,00;1,11;${exprimes};87,00;96,67`;
}

/** The same until 2014, blank and null ballots together. */
export const POOLED =
  "Inscrits;Abstentions;% Abs/Ins;Votants;% Vot/Ins;Blancs et nuls;% BlNuls/Ins;% BlNuls/Vot;Exprimés;% Exp/Ins;% Exp/Vot";
export function pooledOf({ blancs = 2, nuls = 1, voix }: Counts): string {
  const exprimes = sum(voix);
  const votants = exprimes + blancs + nuls;
  return `100;${100 - votants};10,00;${votants};90,00;${blancs + nuls};3,00;3,33;${exprimes};87,00;96,67`;
}

/** Columns of counts since 2024. */
export const COUNTS_2024 =
  "Inscrits;Votants;% Votants;Abstentions;% Abstentions;Exprimés;% Exprimés/inscrits;% Exprimés/votants;Blancs;% Blancs/inscrits;% Blancs/votants;Nuls;% Nuls/inscrits;% Nuls/votants";
export function counts2024({ blancs = 2, nuls = 1, voix }: Counts): string {
  const exprimes = sum(voix);
  const votants = exprimes + blancs + nuls;
  return `100;${votants};90,00%;${100 - votants};10,00%;${exprimes};87,00%;96,67%;${blancs};2,00%;2,22%;${nuls};1,00%;1,11%`;
}
