import type { TallyMessage } from "../contracts/tally.ts";
import type { RefusalCode } from "../count/refusals.ts";
import type { RecordedTally } from "../night/recording.ts";
import type { Canvas, ExpectedAnomaly, MessageFault, Stroke } from "./fault.ts";
import { randomAt, shotOf, stroke, struck, withFigures, type Figures } from "./strike.ts";

/** Faults of who speaks: bureaux under codes that are not theirs, or that nobody knows. */

/** Two bureaux of fewer exprimés may well agree by chance: the count does not call them twins. */
const TWIN_SIZE = 30;

const codesOf = (canvas: Canvas): Set<string> =>
  new Set(
    canvas.dossier.parts.flatMap(({ communes }) =>
      communes.flatMap(({ code, bureaux }) => bureaux.map((bureau) => `${code}/${bureau.code}`)),
    ),
  );

/** Communes whose bureaux all vote in one unite: only there can a bureau that nobody expected be counted. */
const oneUnite = (canvas: Canvas): Set<string> =>
  new Set(
    canvas.dossier.parts.flatMap(({ communes }) =>
      communes.flatMap(({ code, bureaux }) => (new Set(bureaux.map(({ unite }) => unite)).size === 1 ? [code] : [])),
    ),
  );

/**
 * Sends, just after a bureau's own message, another one under a code that the dossier does not know: counted with an
 * anomaly where the dossier counts unexpected bureaux, refused elsewhere.
 */
function stranger(
  canvas: Canvas,
  chosen: readonly RecordedTally[],
  made: (tally: Figures) => Figures,
  anomaliesOf: (tally: Figures) => readonly ExpectedAnomaly["kind"][],
): Stroke {
  const at = (recorded: RecordedTally): number => recorded.at + 30_000;
  if (canvas.dossier.head.bureauxInattendus === "refuses") {
    const refused = chosen.map((recorded) =>
      shotOf(recorded, at(recorded), (message) => withFigures(message, made(message.data)), "T-BUREAU"),
    );
    return stroke(canvas, "refused", chosen, { extras: [...canvas.extras, ...refused] });
  }
  const accepted = chosen.map((recorded) => ({ at: at(recorded), tally: made(recorded.tally) }));
  const anomalies = accepted.flatMap(({ tally }) =>
    anomaliesOf(tally).map((kind) => ({ kind, commune: tally.commune, bureau: tally.bureau })),
  );
  return stroke(canvas, "alarmed", [...chosen, ...accepted], {
    recording: [...canvas.recording, ...accepted],
    anomalies: [...canvas.anomalies, ...anomalies],
  });
}

export const bureauDouble: MessageFault = {
  level: "messages",
  phase: "content",
  verdicts: ["refused", "alarmed"],
  takes: ["share"],
  description: "un bureau est compté deux fois, sous deux codes",
  apply(canvas, spec) {
    const known = codesOf(canvas);
    const single = oneUnite(canvas);
    const twin = (tally: Figures): string => `${tally.bureau}B`;
    const chosen = struck(
      canvas,
      spec,
      0.05,
      (tally) =>
        single.has(tally.commune) && tally.exprimes >= TWIN_SIZE && !known.has(`${tally.commune}/${twin(tally)}`),
    );
    return stranger(
      canvas,
      chosen,
      (tally) => ({ ...tally, bureau: twin(tally) }),
      () => ["bureau-inattendu", "jumeaux"],
    );
  },
};

export const bureauInconnu: MessageFault = {
  level: "messages",
  phase: "content",
  verdicts: ["refused", "alarmed"],
  takes: ["share"],
  description: "un bureau que personne n'attend envoie ses résultats",
  apply(canvas, spec) {
    const single = oneUnite(canvas);
    const chosen = struck(
      canvas,
      spec,
      0.05,
      ({ commune, voix }) => single.has(commune) && Object.keys(voix).length > 0,
    );
    return stranger(
      canvas,
      chosen,
      (tally) => {
        const [id = ""] = Object.keys(tally.voix);
        const voix = { ...tally.voix, [id]: (tally.voix[id] ?? 0) + 1 };
        const more = { inscrits: tally.inscrits + 1, votants: tally.votants + 1, exprimes: tally.exprimes + 1 };
        return { ...tally, ...more, bureau: `X${tally.bureau}`, voix };
      },
      () => ["bureau-inattendu"],
    );
  },
};

/** Codes that are not INSEE's, by the refusal they earn: a commune of nowhere, the old Corsica, the ministry's own for Guadeloupe. */
const WRONG: readonly { readonly code: RefusalCode; readonly spoil: (message: TallyMessage) => string }[] = [
  { code: "T-COMMUNE", spoil: (message) => withFigures(message, { commune: "00000" }) },
  { code: "T-DEPARTEMENT", spoil: (message) => withFigures(message, { departement: "20" }) },
  { code: "T-FORME", spoil: (message) => withFigures(message, { departement: "ZA" }) },
];

export const codesFaux: MessageFault = {
  level: "messages",
  phase: "content",
  verdicts: ["refused"],
  takes: ["share"],
  description: "des messages portent d'abord un code de commune ou de département faux",
  apply(canvas, spec) {
    const chosen = struck(canvas, spec, 0.05);
    const wrong = chosen.map((recorded) => {
      const { code, spoil } = WRONG[randomAt(canvas, spec.fault, recorded.tally).between(0, WRONG.length - 1)]!;
      return shotOf(recorded, recorded.at, spoil, code);
    });
    return stroke(canvas, "refused", chosen, { extras: [...canvas.extras, ...wrong] });
  },
};
