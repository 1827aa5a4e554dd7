import { systemTime, type Cloud } from "#cli/operator/cloud.ts";
import type { InsideOutcome, InsideProgress } from "#cli/lab/load/inside.ts";
import type { Night } from "#cli/operator/night.ts";
import type { FaultedNight } from "#shared/faults/plan.ts";
import { duration, number } from "#cli/terminal/format.ts";
import { clean } from "#cli/terminal/spans.ts";
import { CliError } from "./cli-error.ts";
import type { CommandIo } from "./command.ts";
import { EXIT } from "./command.ts";
import { onInterrupt } from "./interrupt.ts";
import { runningHost } from "./running-host.ts";

/** What `load --from-inside` was told. */
export interface InsideOptions {
  readonly target: string | undefined;
  readonly confirm: string | undefined;
  readonly speed: number;
  readonly shards: number;
  readonly runs: number;
  readonly json: boolean;
  readonly dryRun: boolean;
}

/** `load --from-inside`: the cloud plays the night itself, out of its own bucket. @returns the exit code. */
export async function loadInside(
  { night, faulted }: { readonly night: Night; readonly faulted: FaultedNight },
  options: InsideOptions,
  io: CommandIo,
): Promise<number> {
  const stream = options.json ? io.stderr : io.stdout;
  const { speed, shards, runs } = options;
  const messages = (faulted.recording.length + faulted.extras.length) * runs;
  stream.write(
    `${number(messages)} messages de l'intérieur de ${clean(options.target ?? "")}, à la vitesse ${speed}, ${shards} envoyeurs par nuit.\n`,
  );
  if (options.dryRun) return EXIT.ok;
  using cloud = await cloudOf(options, io.env);
  const interruption = onInterrupt(() => process.exit(EXIT.interrupted));
  const onProgress = ({ run, counted, expected }: InsideProgress): void =>
    void stream.write(expected === 0 ? `${run} : parti\n` : `${run} : ${number(counted)} / ${number(expected)}\n`);
  const { loadFromInside } = await import("#cli/lab/load/inside.ts");
  const outcomes = await loadFromInside(
    { cloud, night, faulted, speed, shards, runs, time: systemTime, onProgress },
    interruption.signal,
  ).finally(() => interruption.release());
  if (options.json) io.stdout.write(`${JSON.stringify({ format: "vingt-heures/load-inside@1", outcomes })}\n`);
  else stream.write(outcomes.map(told).join(""));
  if (interruption.signal.aborted) return EXIT.interrupted;
  return outcomes.every(({ conservation }) => conservation) ? EXIT.ok : EXIT.failed;
}

/** @throws CliError `V-USAGE` on a target that is no cloud, `V-CONFIRMER` when a deployed one was not named twice. */
async function cloudOf({ target, confirm }: InsideOptions, env: NodeJS.ProcessEnv): Promise<Cloud & Disposable> {
  const [{ cloudFromOutputs }, { findFedStack }] = await Promise.all([
    import("#cli/operator/aws/cloud.ts"),
    import("#cli/operator/aws/stack.ts"),
  ]);
  if (target === "local") {
    const { outputs, endpoints } = await runningHost(env).cloud();
    return cloudFromOutputs(outputs, { endpoints });
  }
  const name = target?.startsWith("pile:") ? target.slice("pile:".length) : undefined;
  if (name === undefined)
    throw new CliError("V-USAGE", "cette cible ne peut pas se nourrir elle-même", {
      place: `--target ${clean(target ?? "")}`,
      expected: "pile:NOM ou local, avec --from-inside",
    });
  if (confirm !== name)
    throw new CliError("V-CONFIRMER", "la cible n'est pas cette machine", {
      place: `pile:${clean(name)}`,
      expected: `--confirm ${clean(name)}`,
      advice: "une nuit entière en temps réel coûte quelques dollars ; voyez docs/cost.md",
    });
  return cloudFromOutputs(await findFedStack(name));
}

const told = ({ run, messages, counted, expected, seconds, conservation, differences }: InsideOutcome): string =>
  [
    `${run} : ${number(messages)} messages, ${number(counted)} / ${number(expected)} bureaux en ${duration(seconds * 1000)}, ${conservation ? "tout est publié, à la voix près" : "conservation rompue"}`,
    ...differences.map((difference) => `  ${clean(difference)}`),
    "",
  ].join("\n");
