import type { Command } from "./command.ts";

/** Every command, loaded only when it is asked for: the command line starts in the time that its help takes to print. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./start.ts")).startCommand,
  replay: async () => (await import("./replay.ts")).replayCommand,
  record: async () => (await import("./record.ts")).recordCommand,
  generate: async () => (await import("./generate.ts")).generateCommand,
  clock: async () => (await import("./clock.ts")).clockCommand,
  up: async () => (await import("./up.ts")).upCommand,
  status: async () => (await import("./status.ts")).statusCommand,
  delete: async () => (await import("./delete.ts")).deleteCommand,
  events: async () => (await import("./events.ts")).eventsCommand,
  quarantine: async () => (await import("./quarantine.ts")).quarantineCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  rehearse: async () => (await import("./rehearse.ts")).rehearseCommand,
  load: async () => (await import("./load.ts")).loadCommand,
  trace: async () => (await import("./trace.ts")).traceCommand,
  report: async () => (await import("./report.ts")).reportCommand,
  audit: async () => (await import("./audit.ts")).auditCommand,
  export: async () => (await import("./export.ts")).exportCommand,
  datasets: async () => (await import("./datasets.ts")).datasetsCommand,
  law: async () => (await import("./law.ts")).lawCommand,
};
