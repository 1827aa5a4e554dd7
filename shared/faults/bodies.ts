import { LONGEST_BODY } from "../count/validation.ts";
import { MALFORMATIONS, malformedCodes } from "../night/mishaps.ts";
import type { MessageFault } from "./fault.ts";
import { randomAt, shotOf, struck } from "./strike.ts";

/** Faults of the message as text. They claim no bureau: a refused copy takes nothing from the good message beside it. */

export const malformes: MessageFault = {
  level: "messages",
  phase: "content",
  verdicts: ["refused"],
  takes: ["share"],
  description: "des copies malformées précèdent les bons messages : chacune enfreint une règle, et une seule",
  apply(canvas, spec) {
    const codes = malformedCodes(canvas.dossier.head);
    const copies = struck(canvas, spec, 0.1, ({ voix }) => Object.keys(voix).length > 0).map((recorded) => {
      const code = codes[randomAt(canvas, spec.fault, recorded.tally).between(0, codes.length - 1)]!;
      return shotOf(recorded, recorded.at, MALFORMATIONS[code], code);
    });
    return { verdict: "refused", touched: copies.length, canvas: { ...canvas, extras: [...canvas.extras, ...copies] } };
  },
};

export const tropLongs: MessageFault = {
  level: "messages",
  phase: "content",
  verdicts: ["refused"],
  takes: ["share"],
  description: "des messages dépassent la taille d'un procès-verbal",
  apply(canvas, spec) {
    const copies = struck(canvas, spec, 0.01).map((recorded) =>
      shotOf(
        recorded,
        recorded.at,
        (message) => JSON.stringify({ ...message, id: `${message.id}/long`, remplissage: "é".repeat(LONGEST_BODY) }),
        "T-TAILLE",
      ),
    );
    return { verdict: "refused", touched: copies.length, canvas: { ...canvas, extras: [...canvas.extras, ...copies] } };
  },
};
