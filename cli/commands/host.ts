import { Worker } from "node:worker_threads";
import type { CreateRunRequest } from "#cli/control/contract.ts";
import type { ErrorBody } from "#cli/control/errors.ts";
import type { Cloud, CloudNames, CloudUsage, Endpoints } from "#cli/operator/cloud.ts";
import type { EarlyNight } from "#cli/operator/early-night.ts";
import type { Rule } from "#shared/faults/fault.ts";
import { RUN_LIST_PATH } from "#shared/documents/paths.ts";
import { packageRoot, packageVersion } from "./package-root.ts";

/** What runs nights: a cloud (this machine's, or a deployed stack), its operator, and the server of the control API and the site. */
export interface Host {
  readonly url: string;
  readonly token: string;
  readonly names: CloudNames;
  /** What the person should know: a port that was taken, a resource that is not emulated. */
  readonly notices: readonly string[];
  /** Rejects when the cloud can no longer work. Never resolves. */
  readonly broken: Promise<never>;
  /** How often each of its rules struck, in their order; a deployed stack has none. */
  strikes(): Promise<readonly number[]>;
  close(): Promise<void>;
}

export interface HostOptions {
  /** 0: any free one. When it is taken, the next free one. */
  readonly port: number;
  readonly site: boolean;
  /** Name of a deployed stack; left out, the cloud is built on this machine. */
  readonly stack?: string;
  /** How this machine's cloud misbehaves. */
  readonly rules?: readonly Rule[];
  /** What will be asked first: its night is made while the cloud starts. */
  readonly expected?: CreateRunRequest;
}

/** What a host in a process of its own tells its parent. */
export type HostMessage =
  | { readonly kind: "progress"; readonly text: string }
  | { readonly kind: "ready"; readonly url: string; readonly token: string; readonly notices: readonly string[] }
  | { readonly kind: "strikes"; readonly strikes: readonly number[] }
  /** The night that was expected cannot be made, which the API would have answered too. */
  | { readonly kind: "refused"; readonly status: number; readonly body: ErrorBody }
  | { readonly kind: "failed"; readonly lines: readonly string[]; readonly stack: string };

/** What its parent asks of it. */
export type HostQuestion = "strikes" | "stop";

interface RunningCloud {
  readonly cloud: Cloud & Disposable;
  readonly notices: readonly string[];
  readonly broken: Promise<never>;
  strikes(): Promise<readonly number[]>;
  stop(): Promise<void>;
}

/**
 * Opens a host: builds or finds its cloud, then serves.
 * @throws LocalCloudError, OperatorError when the cloud or the port is not to be had; NightRefused, as soon as it is known, when the night
 *   that is expected cannot be made.
 */
export async function openHost(
  { port, site, stack, rules = [], expected }: HostOptions,
  onProgress: (text: string) => void,
): Promise<Host> {
  const starting = stack === undefined ? localCloud(rules, onProgress) : deployedCloud(stack);
  const early = expectedNight(expected);
  const made = early
    .then((night) => night.made)
    .catch((cause: unknown) => {
      // Nobody waits for that cloud any more.
      void starting.then(({ stop }) => stop()).catch(() => {});
      throw new NightRefused("no such night", { cause });
    });
  const running = await Promise.race([starting, made.then(() => starting)]);
  try {
    const [{ Operator }, { load }, { startControl }, { hostEvents }, folder] = await Promise.all([
      import("#cli/operator/operator.ts"),
      early,
      import("#cli/control/server.ts"),
      import("#cli/integrations/host-events.ts"),
      site ? import("#cli/control/site.ts").then(({ ensureSite }) => ensureSite(packageRoot)) : null,
    ]);
    const operator = new Operator({ cloud: running.cloud, load });
    const events = hostEvents(running.cloud.names);
    // Who shows the night wants its feeds from the beginning; who only plays it pays nothing for them.
    if (site) await events.journal();
    const server = await startControl({ operator, site: folder, port, version: packageVersion(), events });
    const taken = server.taken === null ? [] : [`Le port ${server.taken} est pris : le site est sur ${server.url}`];
    return {
      url: server.url,
      token: server.token,
      names: running.cloud.names,
      notices: [...running.notices, ...taken],
      broken: running.broken,
      strikes: running.strikes,
      async close() {
        await server.close();
        await events.close();
        await operator.stop();
        running.cloud[Symbol.dispose]();
        await running.stop();
      },
    };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** The night that was expected cannot be made: `cause` says why. */
export class NightRefused extends Error {
  override readonly name = "NightRefused";
}

async function expectedNight(expected: CreateRunRequest | undefined): Promise<EarlyNight> {
  const [{ earlyNight }, { loadNight }] = await Promise.all([
    import("#cli/operator/early-night.ts"),
    import("#cli/operator/night.ts"),
  ]);
  return earlyNight(expected, loadNight);
}

/** What the thread of the local cloud is told. */
export interface CloudOrder {
  readonly root: string;
  readonly rules: readonly Rule[];
}

/** What the thread of the local cloud tells the host. */
export type CloudMessage =
  | { readonly kind: "warning"; readonly text: string }
  | { readonly kind: "ready"; readonly outputs: Readonly<Record<string, string>>; readonly endpoints: Endpoints }
  | { readonly kind: "broken"; readonly error: unknown }
  | { readonly kind: "usage"; readonly usage: CloudUsage }
  | { readonly kind: "strikes"; readonly strikes: readonly number[] }
  | { readonly kind: "stopped" };

/** What the host asks of that thread; `assembled` comes first, once there is something to run. */
export type CloudQuestion = "assembled" | "usage" | "strikes" | "stop";

async function localCloud(rules: readonly Rule[], onProgress: (text: string) => void): Promise<RunningCloud> {
  const [{ ensureAssembly }, { workerFile }, { cloudFromOutputs }, { stackOutputs }] = await Promise.all([
    import("#cli/local/assembly.ts"),
    import("#cli/local/worker-file.ts"),
    import("#cli/operator/aws/cloud.ts"),
    import("#cli/operator/aws/stack.ts"),
  ]);
  const notices: string[] = [];
  const broken = Promise.withResolvers<never>();
  // Whoever waits for nothing else must not be told twice.
  broken.promise.catch(() => {});
  // Its emulators start while the templates are synthesised.
  const thread = new Worker(workerFile(import.meta.url, "cloud"), {
    workerData: { root: packageRoot, rules } satisfies CloudOrder,
  });
  const stopped = Promise.withResolvers<void>();
  const ask = (question: CloudQuestion): void => thread.postMessage(question);
  const told: ((usage: CloudUsage) => void)[] = [];
  const counted: ((strikes: readonly number[]) => void)[] = [];
  const starting = new Promise<Extract<CloudMessage, { kind: "ready" }>>((resolve, reject) => {
    thread.on("message", (message: CloudMessage) => {
      if (message.kind === "ready") resolve(message);
      else if (message.kind === "warning") notices.push(message.text);
      else if (message.kind === "usage") told.shift()?.(message.usage);
      else if (message.kind === "strikes") counted.shift()?.(message.strikes);
      else if (message.kind === "stopped") stopped.resolve();
      else broken.reject(message.error);
    });
    thread.on("error", (error) => {
      reject(error);
      broken.reject(error);
    });
    thread.on("exit", () => stopped.resolve());
  });
  // It may fail while the templates are awaited.
  starting.catch(() => {});
  try {
    await ensureAssembly(packageRoot, onProgress);
  } catch (error) {
    ask("stop");
    await stopped.promise;
    throw error;
  }
  onProgress("Démarrage de la chaîne locale…");
  ask("assembled");
  const ready = await starting;
  const cloud = cloudFromOutputs(stackOutputs(ready.outputs, "La pile locale"), { endpoints: ready.endpoints });
  const usage = (): Promise<CloudUsage> =>
    new Promise((resolve) => {
      told.push(resolve);
      ask("usage");
    });
  return {
    cloud: { ...cloud, usage },
    notices,
    broken: broken.promise,
    strikes: () =>
      new Promise((resolve) => {
        counted.push(resolve);
        ask("strikes");
      }),
    async stop() {
      ask("stop");
      await stopped.promise;
    },
  };
}

async function deployedCloud(stack: string): Promise<RunningCloud> {
  const [{ cloudFromOutputs }, { findStack }, { deploySite }, { ensureSite }, { publishRunList }] = await Promise.all([
    import("#cli/operator/aws/cloud.ts"),
    import("#cli/operator/aws/stack.ts"),
    import("#cli/operator/site.ts"),
    import("#cli/control/site.ts"),
    import("#cli/operator/run-list.ts"),
  ]);
  const { outputs, faceUrl, version } = await findStack(stack);
  const cloud = cloudFromOutputs(outputs);
  const same = version === packageVersion();
  // A site of another version might read documents that the stack does not write.
  if (faceUrl !== null && same) await deploySite(cloud.shelf, await ensureSite(packageRoot));
  // A reader who comes before the first night finds a list, though an empty one.
  if ((await cloud.shelf.get(RUN_LIST_PATH)) === null) await publishRunList(cloud);
  const notices = [
    ...(same
      ? []
      : [
          `La pile ${stack} est de la version ${version}, cette commande de la ${packageVersion()} : déployez l'une ou installez l'autre.`,
        ]),
    ...(faceUrl === null ? [] : [`Le site et ce qui est publié se lisent sous ${faceUrl}/`]),
  ];
  return { cloud, notices, broken: new Promise<never>(() => {}), strikes: async () => [], stop: async () => {} };
}
