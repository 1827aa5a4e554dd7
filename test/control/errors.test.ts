import { expect, it } from "vitest";
import { answerTo } from "#cli/control/errors.ts";
import { OperatorError } from "#cli/operator/errors.ts";
import { LocalCloudError } from "#cli/local/errors.ts";
import { errorSchema } from "#cli/control/response-schemas.ts";
import { FormatError, problem } from "#shared/formats/problems.ts";
import { parseArrivals } from "#shared/night/arrivals-file.ts";
import { RecordingError } from "#shared/night/recording-file.ts";

const thrownBy = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return error;
  }
};

it.each([
  [new OperatorError("C-RUN", "pas de run"), 404, "C-RUN"],
  [new RecordingError("R-VIDE", 1, "vide"), 400, "R-VIDE"],
  [thrownBy(() => parseArrivals("")), 400, "R-ARRIVEES"],
  [new LocalCloudError("LC-EMULATOR", "sqs", "did not start"), 400, "LC-EMULATOR"],
  [Object.assign(new Error("no such file"), { code: "ENOENT" }), 500, "C-INTERNE"],
  [Object.assign(new Error("bad argument"), { code: "ERR_INVALID_ARG_TYPE" }), 500, "C-INTERNE"],
  ["nothing known", 500, "C-INTERNE"],
])("answers %s with %d and %s", (error, status, code) => {
  expect(answerTo(error)).toMatchObject({ status, body: { error: { code } } });
});

it("answers what an error says apart, part by part, as its description has it", () => {
  const error = new FormatError(
    "nuit.csv",
    problem("F-NOMBRE", { line: 12, column: 6, field: "Inscrits" }, "un entier", "5x8"),
  );
  const { body } = answerTo(error);
  expect(errorSchema.parse(body).error).toEqual({
    code: "F-NOMBRE",
    message: error.message,
    details: {
      title: "ce fichier ne se lit pas",
      place: "nuit.csv, ligne 12, colonne 6 (Inscrits)",
      expected: "un entier",
      found: "« 5x8 »",
      advice: "Donnez un nombre entier sans signe, de 0 à 9 999 999, sans décimales.",
    },
  });
  expect(answerTo(new OperatorError("C-RUN", "pas de run")).body.error).not.toHaveProperty("details");
});
