import { expect, it } from "vitest";
import { answerTo } from "#cli/control/errors.ts";
import { OperatorError } from "#cli/operator/errors.ts";
import { LocalCloudError } from "#cli/local/errors.ts";
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
