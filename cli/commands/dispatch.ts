import { CliError, errorLines } from "./cli-error.ts";
import type { CommandIo } from "./command.ts";
import { EXIT } from "./command.ts";
import { COMMANDS } from "./registry.ts";
import { suggestion } from "./suggestion.ts";

/** Codes of what was refused before anything was done. */
const USAGE = new Set<unknown>(["V-USAGE", "V-CONFIRMER"]);

/** Runs one command line. @returns its exit code; never throws. */
export async function dispatch(argv: readonly string[], io: CommandIo): Promise<number> {
  const debug = argv.includes("--debug");
  const [name, ...rest] = argv.filter((arg) => arg !== "--debug");
  try {
    return await execute(name ?? "--help", rest, io);
  } catch (error) {
    io.stderr.write(`${errorLines(error).join("\n")}\n`);
    if (debug && error instanceof Error) io.stderr.write(`${error.stack ?? ""}\n`);
    return error instanceof Error && "code" in error && USAGE.has(error.code) ? EXIT.usage : EXIT.failed;
  }
}

async function execute(name: string, argv: string[], io: CommandIo): Promise<number> {
  if (name === "--version" || name === "-v") {
    const { packageVersion } = await import("./package-root.ts");
    io.stdout.write(`${packageVersion()}\n`);
    return EXIT.ok;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    const asked = argv[0];
    const { helpText } = await import("./help.ts");
    io.stdout.write(asked === undefined ? await helpText() : (await commandNamed(asked)).usage);
    return EXIT.ok;
  }
  const command = await commandNamed(name);
  if (argv.includes("--help") || argv.includes("-h")) {
    io.stdout.write(command.usage);
    return EXIT.ok;
  }
  return command.run(argv, io);
}

function commandNamed(name: string): ReturnType<(typeof COMMANDS)[string]> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load !== undefined) return load();
  const near = suggestion(name, Object.keys(COMMANDS));
  throw new CliError("V-USAGE", name.startsWith("-") ? "option inconnue" : "commande inconnue", {
    place: `vingt-heures ${name}`,
    expected: Object.keys(COMMANDS).join(", "),
    advice: near === undefined ? "vingt-heures --help" : `vouliez-vous dire « vingt-heures ${near} » ?`,
  });
}
