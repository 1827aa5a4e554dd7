/** What a command is, and what it may touch of the world. */

export interface CommandIo {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
}

export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly usage: string;
  /** @returns the exit code ({@link EXIT}). @throws CliError, or any error that carries a stable `code`. */
  run(argv: string[], io: CommandIo): Promise<number>;
}

/** Exit codes of every command. */
export const EXIT = {
  /** Done; for a night: conservation holds. */
  ok: 0,
  /** It failed, or conservation does not hold. */
  failed: 1,
  /** Wrong usage: nothing was done. */
  usage: 2,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;
