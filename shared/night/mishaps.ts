import type { DossierHead } from "../contracts/dossier.ts";
import type { Tally, TallyMessage } from "../contracts/tally.ts";
import type { RefusalCode } from "../count/refusals.ts";
import { messageOf } from "./message.ts";
import { randomOf } from "./random.ts";
import type { RecordedTally } from "./recording.ts";

/** What goes wrong on the wire: messages that come twice, and malformed copies that come before the good one. */

/** Every refusal that a copy can earn; one too long (`T-TAILLE`) would only cost bandwidth. */
export type MalformedCode = Exclude<RefusalCode, "T-TAILLE">;

export interface Send {
  /** Virtual instant, ms since 1970 UTC. */
  readonly at: number;
  readonly kind: "good" | "duplicate" | "malformed";
  /** The code under which a malformed copy must be refused. */
  readonly expectedCode?: MalformedCode;
  /** What it is a copy of. */
  readonly recorded: RecordedTally;
  /** The message's text: made when it is read, so that a night does not lie in memory twice. */
  readonly body: string;
}

export interface MishapOptions {
  readonly seed: string;
  /** Share of messages (0–1) sent a second time, up to 90 seconds later. Default 0. */
  readonly duplicates?: number;
  /** Share of messages (0–1) of which a malformed copy is sent just before. Default 0. */
  readonly malformed?: number;
}

/**
 * What is really sent of a recording, by instant. Every good message is among it, whatever the mishaps.
 *
 * @param head the dossier's: where it counts unexpected bureaux, none is refused for being one.
 */
export function sendsOf(
  run: string,
  head: Pick<DossierHead, "bureauxInattendus">,
  recording: readonly RecordedTally[],
  { seed, duplicates = 0, malformed = 0 }: MishapOptions,
): Send[] {
  const codes = malformedCodes(head);
  const sends: Send[] = [];
  for (const recorded of recording) {
    const { at, tally } = recorded;
    const random = randomOf(seed, "incidents", tally.commune, tally.bureau, String(tally.version));
    if (random.chance(malformed)) {
      const expectedCode = codes[random.between(0, codes.length - 1)]!;
      sends.push(new LazySend(run, recorded, at, "malformed", expectedCode));
    }
    sends.push(new LazySend(run, recorded, at, "good"));
    if (random.chance(duplicates)) sends.push(new LazySend(run, recorded, at + random.between(0, 90_000), "duplicate"));
  }
  // Sorting is stable: at one instant, a malformed copy stays before the good one.
  return sends.sort((a, b) => a.at - b.at);
}

class LazySend implements Send {
  readonly at: number;
  readonly kind: Send["kind"];
  declare readonly expectedCode?: MalformedCode;
  readonly recorded: RecordedTally;
  private readonly run: string;

  constructor(run: string, recorded: RecordedTally, at: number, kind: Send["kind"], expectedCode?: MalformedCode) {
    this.run = run;
    this.recorded = recorded;
    this.at = at;
    this.kind = kind;
    if (expectedCode !== undefined) this.expectedCode = expectedCode;
  }

  get body(): string {
    const message = messageOf(this.run, this.recorded);
    return this.expectedCode === undefined ? JSON.stringify(message) : MALFORMATIONS[this.expectedCode](message);
  }
}

/** Makes a message that breaks one rule, and no other, from a good one. */
type Malformation = (message: TallyMessage) => string;

const withData =
  (change: (tally: Tally) => object): Malformation =>
  (message) =>
    copyOf(message, { data: { ...message.data, ...change(message.data) } });

/** A copy under an id of its own: two contents never share one. */
const copyOf = (message: TallyMessage, change: object): string =>
  JSON.stringify({ ...message, id: `${message.id}/copie`, ...change });

const firstVoix = ({ voix }: Tally): readonly [string, number] => Object.entries(voix)[0] ?? ["PERSONNE", 0];

/** How each refusal is earned. */
export const MALFORMATIONS: Readonly<Record<MalformedCode, Malformation>> = {
  "T-JSON": (message) => JSON.stringify(message).slice(0, -20),
  "T-FORME": withData(() => ({ inscrits: undefined })),
  "T-VERSION": withData(() => ({ version: 1000 })),
  "T-ENVELOPPE": (message) => copyOf(message, { subject: `${message.data.bureau}/${message.data.commune}` }),
  "T-RUN": withData(({ scrutin }) => ({ scrutin: `${scrutin}-bis` })),
  // 20 was Corsica's, until 1976.
  "T-DEPARTEMENT": withData(() => ({ departement: "20" })),
  "T-COMMUNE": (message) => elsewhere(message, { commune: "00000" }),
  "T-BUREAU": (message) => elsewhere(message, { bureau: `${message.data.bureau}-X` }),
  "T-CANDIDATURE": withData((tally) => {
    const [id, voix] = firstVoix(tally);
    return { voix: { ...tally.voix, [id]: undefined, [`${id}-BIS`]: voix } };
  }),
  "T-BLANCS": withData(({ blancs, nuls, blancsNuls }) =>
    blancsNuls === undefined
      ? { blancs: undefined, nuls: undefined, blancsNuls: (blancs ?? 0) + (nuls ?? 0) }
      : { blancs: blancsNuls, nuls: 0, blancsNuls: undefined },
  ),
  "T-VOTANTS": withData(({ inscrits, exprimes, blancsNuls }) => {
    const votants = Math.max(2 * inscrits, exprimes) + 20;
    return {
      votants,
      ...(blancsNuls === undefined ? { blancs: votants - exprimes, nuls: 0 } : { blancsNuls: votants - exprimes }),
    };
  }),
  "T-EXPRIMES": withData((tally) => {
    const [id, voix] = firstVoix(tally);
    return { exprimes: tally.exprimes + 1, voix: { ...tally.voix, [id]: voix + 1 } };
  }),
  "T-SOMME": withData((tally) => ({ voix: { ...tally.voix, [firstVoix(tally)[0]]: tally.exprimes + 1 } })),
};

/** The refusals that a copy can earn of this dossier: where unexpected bureaux are counted, none is refused for being one. */
export const malformedCodes = (head: Pick<DossierHead, "bureauxInattendus">): readonly MalformedCode[] =>
  (Object.keys(MALFORMATIONS) as MalformedCode[]).filter(
    (code) => code !== "T-BUREAU" || head.bureauxInattendus === "refuses",
  );

function elsewhere(message: TallyMessage, change: { readonly commune?: string; readonly bureau?: string }): string {
  const data = { ...message.data, ...change };
  return copyOf(message, { subject: `${data.commune}/${data.bureau}`, data });
}
