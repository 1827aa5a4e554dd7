/** How the night's tallies reach the ministry. Durations are in minutes unless said otherwise; ranges are [least, most]. */

export type Range = readonly [least: number, most: number];

/** How long a count takes, from the closing of the bureau to the departure of its tally. */
export interface CountingModel {
  /** Last voters, signatures counted, box opened (R63). */
  readonly opening: Range;
  /** Envelopes a table of four scrutineers is given, and how many tables there can be (L65). */
  readonly ballotsPerTable: number;
  readonly tables: number;
  /** Seconds a ballot at a table, and more for each candidature on the tally sheet. */
  readonly secondsPerBallot: number;
  readonly secondsPerCandidature: number;
  /** Doubtful ballots, sums, the procès-verbal and its signatures. */
  readonly protocol: Range;
  /** The way to the commune's central bureau (R69), and its rhythm: it sends what it has every so often. */
  readonly carriage: Range;
  readonly centralBatch: number;
  /** What a central bureau adds each time its number of bureaux doubles. */
  readonly perDoubling: number;
  /** Telephone or keyboard, then the prefecture's own rhythm. */
  readonly entry: Range;
  readonly prefectureBatch: number;
  /** Shares of bureaux that meet trouble; each adds `trouble` minutes, doubled as often as a coin falls on the same side. */
  readonly troubleShare: { readonly ordinary: number; readonly city: number; readonly abroad: number };
  readonly trouble: number;
}

export interface Preset {
  /** A sentence in French, for the command's help. */
  readonly description: string;
  readonly counting: CountingModel;
  /**
   * What holds tallies back: `rien`; `collecte`: nothing leaves before the ministry's collection opens, two hours
   * before the end of the embargo; `mur`: everything leaves in `minutes` from the end of the embargo; `plat`: leaves
   * are spread evenly over `minutes` from there. No tally leaves before its bureau is closed, whatever the shape.
   */
  readonly shape: { readonly kind: "rien" | "collecte" } | { readonly kind: "mur" | "plat"; readonly minutes: number };
}

const counting: CountingModel = {
  opening: [5, 15],
  ballotsPerTable: 200,
  tables: 5,
  secondsPerBallot: 4,
  secondsPerCandidature: 0.25,
  protocol: [10, 35],
  carriage: [5, 20],
  centralBatch: 10,
  perDoubling: 5,
  entry: [5, 120],
  prefectureBatch: 5,
  troubleShare: { ordinary: 0.05, city: 0.15, abroad: 0.3 },
  trouble: 15,
};

/** The presets, by name. */
export const PRESETS = {
  realiste: {
    description: "une soirée présidentielle : la collecte ouvre à 18 h, 60 % des bureaux arrivent en 90 minutes",
    counting,
    shape: { kind: "collecte" },
  },
  "tour-du-monde": {
    description:
      "chaque bureau part dès qu'il est dépouillé : la nuit commence la veille, dans le Pacifique et aux Amériques",
    counting,
    shape: { kind: "rien" },
  },
  plat: {
    description: "un débit constant pendant quatre heures à partir de 20 h",
    counting,
    shape: { kind: "plat", minutes: 240 },
  },
  "mur-de-20h": {
    description: "tout arrive dans les dix minutes qui suivent 20 h : le pire pour une chaîne de publication",
    counting,
    shape: { kind: "mur", minutes: 10 },
  },
} as const satisfies Readonly<Record<string, Preset>>;

export type PresetName = keyof typeof PRESETS;
