import type { Place, ExpectedAnomaly, MessageFault } from "./fault.ts";
import { MINUTE_MS, randomAt, shotOf, stroke, struck, withFigures, type Figures } from "./strike.ts";

/** Faults of what a procès-verbal says: figures in the wrong place, or fewer than before. */

const anomaly = (kind: ExpectedAnomaly["kind"], { commune, bureau }: Pick<Place, "commune" | "bureau">) => ({
  kind,
  commune,
  bureau,
});

/** Voix moved one candidature down the list, as when a column was inserted: sums hold, every line is wrong. */
function rotated(tally: Figures): Figures {
  const ids = Object.keys(tally.voix);
  const values = Object.values(tally.voix);
  const voix = Object.fromEntries(ids.map((id, i) => [id, values[(i + values.length - 1) % values.length] ?? 0]));
  return { ...tally, voix };
}

const differs = (a: Figures, b: Figures): boolean => Object.keys(a.voix).some((id) => a.voix[id] !== b.voix[id]);

export const ordreDesCandidats: MessageFault = {
  level: "messages",
  phase: "content",
  verdicts: ["healed"],
  takes: ["share", "minutes"],
  description: "les voix sont saisies dans le mauvais ordre des candidats, puis corrigées",
  apply(canvas, spec) {
    const chosen = struck(canvas, spec, 0.05, (tally) => differs(tally, rotated(tally)));
    const wrong = new Set(chosen);
    const recording = canvas.recording.flatMap((recorded) => {
      if (!wrong.has(recorded)) return [recorded];
      const { at, tally } = recorded;
      const wait = randomAt(canvas, spec.fault, tally).between(5, spec.minutes ?? 60) * MINUTE_MS;
      return [
        { at, tally: rotated(tally) },
        { at: at + wait, tally: { ...tally, version: tally.version + 1 } },
      ];
    });
    const anomalies = [...canvas.anomalies, ...chosen.map(({ tally }) => anomaly("correction", tally))];
    return stroke(canvas, "healed", chosen, { recording, anomalies });
  },
};

export const colonnesEchangees: MessageFault = {
  level: "messages",
  phase: "content",
  verdicts: ["refused"],
  takes: ["share"],
  description: "inscrits et votants sont échangés ; le message juste suit dix minutes plus tard",
  apply(canvas, spec) {
    // Swapped, they must pass what admitted electors explain (R59), or the figures would be accepted.
    const chosen = struck(
      canvas,
      spec,
      0.05,
      ({ inscrits, votants }) => inscrits - votants > Math.max(10, Math.floor(votants / 20)),
    );
    const late = new Set(chosen);
    const swapped = chosen.map((recorded) =>
      shotOf(
        recorded,
        recorded.at,
        (message) => withFigures(message, { inscrits: message.data.votants, votants: message.data.inscrits }),
        "T-VOTANTS",
      ),
    );
    const recording = canvas.recording.map((recorded) =>
      late.has(recorded) ? { ...recorded, at: recorded.at + 10 * MINUTE_MS } : recorded,
    );
    return stroke(canvas, "refused", chosen, { recording, extras: [...canvas.extras, ...swapped] });
  },
};

export const totalEnBaisse: MessageFault = {
  level: "messages",
  phase: "content",
  verdicts: ["alarmed"],
  takes: ["share", "minutes"],
  description: "une seconde version retire des bulletins d'une candidature : acceptée, et signalée",
  apply(canvas, spec) {
    const leading = ({ voix }: Figures) => Object.entries(voix).reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0]);
    const chosen = struck(canvas, spec, 0.05, (tally) => leading(tally)[1] > 1);
    const lower = chosen.map(({ at, tally }) => {
      const [id, voix] = leading(tally);
      const random = randomAt(canvas, spec.fault, tally);
      const ballots = random.between(1, Math.min(voix - 1, 100));
      return {
        at: at + random.between(5, spec.minutes ?? 60) * MINUTE_MS,
        tally: {
          ...tally,
          version: tally.version + 1,
          votants: tally.votants - ballots,
          exprimes: tally.exprimes - ballots,
          voix: { ...tally.voix, [id]: voix - ballots },
        },
      };
    });
    const anomalies = chosen.flatMap(({ tally }) => [anomaly("correction", tally), anomaly("total-en-baisse", tally)]);
    return stroke(canvas, "alarmed", chosen, {
      recording: [...canvas.recording, ...lower],
      anomalies: [...canvas.anomalies, ...anomalies],
    });
  },
};
