/**
 * `vingt-heures law`: contests as NDJSON in, one outcome a line out, in order. The law itself is `shared/law`.
 *
 * Exit codes: 0 every line was read and answered; 1 some line was not a contest (its error object stands in its place);
 * 2 wrong usage, or the file cannot be read.
 */
import { createReadStream } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import {
  changements,
  type Contest,
  decide,
  expliquer,
  type EntreDeuxTours,
  expliquerChangements,
  expliquerSecondTour,
  isErrors,
  type LawError,
  parseContest,
  parseEntreDeuxTours,
  secondTour,
} from "#shared/law/index.ts";
import { CliError, errorLines } from "./cli-error.ts";
import { EXIT } from "./command.ts";
import { readOptions } from "./options.ts";

const USAGE = `vingt-heures law [--explain] [--changements | --second-tour] [--sans-etapes] [fichier.ndjson]

Lit un contest par ligne (JSON), sur l'entrée standard ou dans un fichier, et écrit un résultat par ligne, dans l'ordre.
  --explain       un tableau et des phrases numérotées, en français, et ce qui changerait le résultat
  --changements   ajoute le plus petit nombre de voix qui changerait les élus, les qualifiés ou les sièges
  --second-tour   entre les deux tours : chaque ligne est un contest de premier tour, avec au besoin "depots" (les candidatures déposées) et
                  "retard" (dépouillement retardé) ; dit qui se présente, juge chaque dépôt et donne l'heure limite
  --sans-etapes   sans le détail des étapes (plus rapide)
Codes de sortie : 0 tout a été lu ; 1 une ligne au moins n'est pas un contest ; 2 mauvais usage, ou fichier illisible.
`;

const OPTIONS = {
  explain: { type: "boolean" },
  changements: { type: "boolean" },
  "second-tour": { type: "boolean" },
  "sans-etapes": { type: "boolean" },
} as const;

/** Bytes gathered before a write. */
const CHUNK = 1 << 16;

interface Io {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/** What stands in the place of a line that is not a contest; with its `id` when that can be read. */
function lineError(line: number, value: unknown, { code, field, expected, advice }: LawError): Record<string, unknown> {
  const id: unknown = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return {
    ...(typeof id === "string" ? { id } : {}),
    code,
    line,
    field,
    expected,
    advice,
    error: `ligne ${line}${field === "" ? "" : `, ${field}`} : attendu ${expected} ; ${advice}`,
  };
}

/** How contests are answered. */
interface Answers {
  readonly explain: boolean;
  readonly changes: boolean;
  /** Contests are of round 1, with filings; answers say who stands in round 2. */
  readonly between: boolean;
  readonly etapes: boolean;
}

/** Answers one line: the text to write, and whether it was a contest. */
function answer(text: string, line: number, answers: Answers): { out: string; ok: boolean } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const read =
    value === undefined
      ? [
          {
            code: "L-JSON",
            field: "",
            expected: "un objet JSON sur une ligne",
            advice: "vérifiez la syntaxe de cette ligne",
          },
        ]
      : answers.between
        ? parseEntreDeuxTours(value)
        : parseContest(value);
  if (isErrors(read)) {
    const error = lineError(line, value, read[0]!);
    return {
      out: answers.explain ? `${error["error"]} (${error["code"]})\n\n` : `${JSON.stringify(error)}\n`,
      ok: false,
    };
  }
  if ("premier" in read) return { out: between(read, answers), ok: true };
  return { out: answers.explain ? explanation(read, answers) : json(read, answers), ok: true };
}

/** Who stands in round 2, or why there is none. */
function between({ premier, options }: EntreDeuxTours, { explain }: Answers): string {
  const outcome = decide(premier, { etapes: false });
  const opened = secondTour(premier, outcome, options);
  if (!explain)
    return `${JSON.stringify({ ...(premier.id === undefined ? {} : { id: premier.id }), statut: outcome.statut, ...opened })}\n`;
  const lines = "code" in opened ? [`${opened.advice} (${opened.code})`] : expliquerSecondTour(opened);
  return `${[...(premier.id === undefined ? [] : [premier.id]), ...lines].join("\n")}\n\n`;
}

function json(contest: Contest, { etapes, changes }: Answers): string {
  const outcome = decide(contest, { etapes });
  return `${JSON.stringify(changes ? { ...outcome, changements: changements(contest) } : outcome)}\n`;
}

function explanation(contest: Contest, { etapes }: Answers): string {
  const changes = expliquerChangements(changements(contest) ?? []);
  const lines = [...expliquer(decide(contest, { etapes })), ...(changes.length === 0 ? [] : ["", ...changes])];
  return `${lines.join("\n")}\n\n`;
}

async function run(argv: string[], { stdin, stdout, stderr }: Io): Promise<number> {
  const { values, positionals } = readOptions("law", argv, OPTIONS, ["[fichier.ndjson]"]);
  const answers: Answers = {
    explain: values.explain === true,
    changes: values.changements === true,
    between: values["second-tour"] === true,
    etapes: values["sans-etapes"] !== true,
  };
  const path = positionals[0];
  const input = path === undefined || path === "-" ? stdin : createReadStream(path);
  const write = async (text: string): Promise<void> => {
    if (!stdout.write(text)) await once(stdout, "drain");
  };
  let [line, failed, pending] = [0, false, ""];
  try {
    // readline swallows errors of its input: the stream itself must be watched.
    const broken = once(input, "error").then(([error]) => Promise.reject(error as Error));
    broken.catch(() => undefined);
    const lines = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([lines.next(), broken]);
      if (next.done === true) break;
      line += 1;
      // A byte order mark counts as white space.
      if (next.value.trim() === "") continue;
      const { out, ok } = answer(next.value.replace(/^\uFEFF/, ""), line, answers);
      failed ||= !ok;
      pending += out;
      if (pending.length >= CHUNK) {
        await write(pending);
        pending = "";
      }
    }
  } catch (error) {
    const broken = new CliError(
      "V-FICHIER",
      "fichier introuvable ou illisible",
      {
        place: path ?? "l'entrée standard",
        expected: "un contest par ligne (JSON)",
        advice: "vingt-heures law --help",
      },
      { cause: error },
    );
    stderr.write(`${errorLines(broken).join("\n")}\n`);
    return EXIT.usage;
  }
  if (pending !== "") await write(pending);
  return failed ? 1 : 0;
}

export const lawCommand = {
  name: "law",
  summary: "décide des élections selon le code électoral, étape par étape",
  usage: USAGE,
  run,
};
