import { percent } from "../documents/percent.ts";
import { PressError } from "./errors.ts";
import { block, leaf, type Style } from "./xml.ts";
import type { Cursor } from "./xml-reader.ts";

/**
 * The part that every result file shares: the mentions of a tour and what each candidate obtained. Percentages are never
 * kept: they are computed from the integers when a file is written, and compared with them when it is read (PUB-22…PUB-26).
 */

export interface Mentions {
  readonly inscrits: number;
  readonly votants: number;
  readonly blancs: number;
  readonly nuls: number;
  readonly exprimes: number;
}

/** More votants than inscrits (an anomaly, counted as it is) leave no abstention. */
const abstentionsOf = ({ inscrits, votants }: Pick<Mentions, "inscrits" | "votants">): number =>
  Math.max(0, inscrits - votants);

/** What a candidate is called in the files. */
export interface Candidat {
  readonly panneau: number;
  readonly nom: string;
  readonly prenom: string;
  /** `M.` or `Mme`. */
  readonly civilite: string;
}

/** A tour with its scores, of whichever kind the layout has. */
export interface Tour<S> {
  readonly tour: number;
  readonly mentions: Mentions;
  readonly scores: readonly S[];
}

/** How a layout names and writes percentages. */
export interface Ratios extends Style {
  readonly inscrits: string;
  readonly votants: string;
  readonly exprimes: string;
  /** Least width: the layout of 2017 fills with blanks on the left. */
  readonly width: number;
}

/** A percentage of the layout, on its line. `base` 0 gives `0,00`; a whole gives `100,00`. */
export const ratioLine = (ratios: Ratios, indent: string, tag: string, part: number, base: number): string =>
  `${indent}<${tag}>${percent(part, base).padStart(ratios.width)}</${tag}>\n`;

/** Reads a percentage and holds it to its integers. @throws PressError `X-RAPPORT` */
export function readRatio(cursor: Cursor, ratios: Ratios, tag: string, part: number, base: number): void {
  const found = cursor.text(tag);
  const expected = percent(part, base).padStart(ratios.width);
  if (found !== expected)
    throw new PressError(
      "X-RAPPORT",
      `${cursor.place}/${tag}`,
      `« ${expected} » attendu (${part} sur ${base}), « ${found} » trouvé`,
    );
}

/** `Tour`, at an indent; `scores` writes what stands under `Resultats`. */
export function writeTour<S>(
  ratios: Ratios,
  indent: string,
  { tour, mentions, scores }: Tour<S>,
  results: (indent: string, scores: readonly S[], mentions: Mentions) => string,
): string {
  const { inscrits, votants } = mentions;
  const mention = (i: string, tag: string, count: number, ofVotants: boolean): string =>
    block(
      i,
      tag,
      (j) =>
        leaf(ratios, j, "Nombre", count) +
        ratioLine(ratios, j, ratios.inscrits, count, inscrits) +
        (ofVotants ? ratioLine(ratios, j, ratios.votants, count, votants) : ""),
    );
  return block(
    indent,
    "Tour",
    (i) =>
      leaf(ratios, i, "NumTour", tour) +
      block(
        i,
        "Mentions",
        (j) =>
          block(j, "Inscrits", (k) => leaf(ratios, k, "Nombre", inscrits)) +
          mention(j, "Abstentions", abstentionsOf(mentions), false) +
          mention(j, "Votants", votants, false) +
          mention(j, "Blancs", mentions.blancs, true) +
          mention(j, "Nuls", mentions.nuls, true) +
          mention(j, "Exprimes", mentions.exprimes, true),
      ) +
      block(i, "Resultats", (j) => results(j, scores, mentions)),
  );
}

/** Reads what {@link writeTour} wrote. @throws PressError `X-COMPTES` when the counts contradict each other. */
export function readTour<S extends { readonly voix: number }>(
  cursor: Cursor,
  ratios: Ratios,
  results: (cursor: Cursor, mentions: Mentions) => readonly S[],
): Tour<S> {
  const tour = cursor.count("NumTour");
  const mentions = cursor.child("Mentions", (c) => readMentions(c, ratios));
  const scores = cursor.child("Resultats", (c) => results(c, mentions));
  const voix = scores.reduce((sum, score) => sum + score.voix, 0);
  if (voix !== mentions.exprimes)
    throw new PressError("X-COMPTES", cursor.place, `${mentions.exprimes} exprimés, mais ${voix} voix`);
  return { tour, mentions, scores };
}

function readMentions(cursor: Cursor, ratios: Ratios): Mentions {
  const inscrits = cursor.child("Inscrits", (c) => c.count("Nombre"));
  const mention = (tag: string, votants: number | null): number =>
    cursor.child(tag, (c) => {
      const count = c.count("Nombre");
      readRatio(c, ratios, ratios.inscrits, count, inscrits);
      if (votants !== null) readRatio(c, ratios, ratios.votants, count, votants);
      return count;
    });
  const abstentions = mention("Abstentions", null);
  const votants = mention("Votants", null);
  const blancs = mention("Blancs", votants);
  const nuls = mention("Nuls", votants);
  const exprimes = mention("Exprimes", votants);
  if (abstentions !== abstentionsOf({ inscrits, votants }) || blancs + nuls + exprimes !== votants)
    throw new PressError(
      "X-COMPTES",
      cursor.place,
      "inscrits = abstentions + votants et votants = blancs + nuls + exprimés attendus",
    );
  return { inscrits, votants, blancs, nuls, exprimes };
}

/** The four lines by which a candidate is named. */
export const candidatLines = (style: Style, i: string, { panneau, nom, prenom, civilite }: Candidat): string =>
  leaf(style, i, "NumPanneauCand", panneau) +
  leaf(style, i, "NomPsn", nom) +
  leaf(style, i, "PrenomPsn", prenom) +
  leaf(style, i, "CivilitePsn", civilite);

/** Reads {@link candidatLines}. */
export const readCandidat = (cursor: Cursor): Candidat => ({
  panneau: cursor.count("NumPanneauCand"),
  nom: cursor.text("NomPsn"),
  prenom: cursor.text("PrenomPsn"),
  civilite: cursor.text("CivilitePsn"),
});
