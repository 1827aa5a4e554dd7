import { percent } from "../documents/percent.ts";
import { PressError } from "./errors.ts";
import { element, fields, leavesOf, list, type Form } from "./forms.ts";
import { leaf, type Style } from "./xml.ts";
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
  /** Least width: the layouts before 2024 fill with blanks on the left. */
  readonly width: number;
}

/** A percentage of the layout, on its line. `base` 0 gives `0,00`; a whole gives `100,00`. */
const ratioLine = (ratios: Ratios, indent: string, tag: string, part: number, base: number): string =>
  `${indent}<${tag}>${percent(part, base).padStart(ratios.width)}</${tag}>\n`;

/** Reads a percentage and holds it to its integers. @throws PressError `X-RAPPORT` */
function readRatio(cursor: Cursor, ratios: Ratios, tag: string, part: number, base: number): void {
  const found = cursor.text(tag);
  const expected = percent(part, base).padStart(ratios.width);
  if (found !== expected)
    throw new PressError(
      "X-RAPPORT",
      `${cursor.place}/${tag}`,
      `« ${expected} » attendu (${part} sur ${base}), « ${found} » trouvé`,
    );
}

/** The four lines by which a candidate is named. */
export const candidatForm = ({ text, count }: ReturnType<typeof leavesOf>): Form<Candidat> =>
  fields<Candidat>({
    panneau: count("NumPanneauCand"),
    nom: text("NomPsn"),
    prenom: text("PrenomPsn"),
    civilite: text("CivilitePsn"),
  });

/** How the scores of a tour stand in a layout. */
interface ScoresForm<B extends object, A extends object> {
  readonly ratios: Ratios;
  /** `Candidats` and its `Candidat`s, or whatever is voted for. */
  readonly tags: readonly [list: string, item: string];
  /** Who stands, before the voix; what became of it, behind the percentages. */
  readonly before: Form<B>;
  readonly after: Form<A>;
  /** Element around the scores; none in the layout of the régionales. */
  readonly holder?: "Resultats";
  /** Whether a ballot may bear several names: the sum of the voix then passes the exprimés. */
  readonly severalNames?: boolean;
}

/** `Tours` with the figures of each. @throws PressError `X-COMPTES` when read counts contradict each other */
export function toursForm<B extends object, A extends object>({
  ratios,
  tags,
  before,
  after,
  holder,
  severalNames = false,
}: ScoresForm<B, A>): Form<readonly Tour<B & A & { readonly voix: number }>[]> {
  type Score = B & A & { readonly voix: number };
  const [listTag, item] = tags;
  const scoreForm = (mentions: Mentions): Form<Score> => ({
    write: (indent, score) =>
      before.write(indent, score) +
      leaf(ratios, indent, "NbVoix", score.voix) +
      ratioLine(ratios, indent, ratios.exprimes, score.voix, mentions.exprimes) +
      ratioLine(ratios, indent, ratios.inscrits, score.voix, mentions.inscrits) +
      after.write(indent, score),
    read: (cursor) => {
      const named = before.read(cursor);
      const voix = cursor.count("NbVoix");
      readRatio(cursor, ratios, ratios.exprimes, voix, mentions.exprimes);
      readRatio(cursor, ratios, ratios.inscrits, voix, mentions.inscrits);
      return { ...named, voix, ...after.read(cursor) } as Score;
    },
  });
  const scoresForm = (mentions: Mentions): Form<readonly Score[]> => {
    const scores = list(listTag, item, scoreForm(mentions));
    return holder === undefined ? scores : element(holder, scores);
  };
  const mentionsForm = element("Mentions", mentionsFormOf(ratios));
  return list("Tours", "Tour", {
    write: (indent, { tour, mentions, scores }: Tour<Score>) =>
      leaf(ratios, indent, "NumTour", tour) +
      mentionsForm.write(indent, mentions) +
      scoresForm(mentions).write(indent, scores),
    read: (cursor) => {
      const tour = cursor.count("NumTour");
      const mentions = mentionsForm.read(cursor);
      const scores = scoresForm(mentions).read(cursor);
      const voix = scores.reduce((sum, score) => sum + score.voix, 0);
      if (!severalNames && voix !== mentions.exprimes)
        throw new PressError("X-COMPTES", cursor.place, `${mentions.exprimes} exprimés, mais ${voix} voix`);
      if (scores.some((score) => score.voix > mentions.exprimes))
        throw new PressError("X-COMPTES", cursor.place, `${mentions.exprimes} exprimés, mais un score les dépasse`);
      return { tour, mentions, scores };
    },
  });
}

/** The mentions of a tour, each with its percentages. */
function mentionsFormOf(ratios: Ratios): Form<Mentions> {
  const { count } = leavesOf(ratios);
  const nombre = count("Nombre");
  const write = (indent: string, tag: string, part: number, inscrits: number, votants: number | null): string => {
    const deeper = `${indent}  `;
    return (
      `${indent}<${tag}>\n` +
      nombre.write(deeper, part) +
      ratioLine(ratios, deeper, ratios.inscrits, part, inscrits) +
      (votants === null ? "" : ratioLine(ratios, deeper, ratios.votants, part, votants)) +
      `${indent}</${tag}>\n`
    );
  };
  const read = (cursor: Cursor, tag: string, inscrits: number, votants: number | null): number =>
    cursor.child(tag, (inside) => {
      const part = nombre.read(inside);
      readRatio(inside, ratios, ratios.inscrits, part, inscrits);
      if (votants !== null) readRatio(inside, ratios, ratios.votants, part, votants);
      return part;
    });
  return {
    write: (indent, mentions) => {
      const { inscrits, votants, blancs, nuls, exprimes } = mentions;
      return (
        element("Inscrits", nombre).write(indent, inscrits) +
        write(indent, "Abstentions", abstentionsOf(mentions), inscrits, null) +
        write(indent, "Votants", votants, inscrits, null) +
        write(indent, "Blancs", blancs, inscrits, votants) +
        write(indent, "Nuls", nuls, inscrits, votants) +
        write(indent, "Exprimes", exprimes, inscrits, votants)
      );
    },
    read: (cursor) => {
      const inscrits = element("Inscrits", nombre).read(cursor);
      const abstentions = read(cursor, "Abstentions", inscrits, null);
      const votants = read(cursor, "Votants", inscrits, null);
      const blancs = read(cursor, "Blancs", inscrits, votants);
      const nuls = read(cursor, "Nuls", inscrits, votants);
      const exprimes = read(cursor, "Exprimes", inscrits, votants);
      if (abstentions !== abstentionsOf({ inscrits, votants }) || blancs + nuls + exprimes !== votants)
        throw new PressError(
          "X-COMPTES",
          cursor.place,
          "inscrits = abstentions + votants et votants = blancs + nuls + exprimés attendus",
        );
      return { inscrits, votants, blancs, nuls, exprimes };
    },
  };
}
