import type { Depth } from "./spans.ts";

/** What a stream can show. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  readonly depth: Depth;
  /** Blocks and braille; else plain ASCII marks. */
  readonly unicode: boolean;
  /** Whether the cursor can be moved: a live display; else one line now and then. */
  readonly live: boolean;
}

/** The part of a TTY stream that is asked. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  getColorDepth?(env?: object): number;
}

const NARROWEST = 40;
const WIDEST = 200;

/** Reads a stream's powers. `NO_COLOR`, `TERM=dumb` and a locale that is not UTF-8 are obeyed. */
export function describeTerminal(stream: TerminalStream, env: Readonly<Record<string, string | undefined>>): Terminal {
  const live = stream.isTTY === true && env["TERM"] !== "dumb";
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "UTF-8";
  return {
    columns: Math.min(Math.max(stream.columns ?? 80, NARROWEST), WIDEST),
    rows: Math.max(stream.rows ?? 24, 8),
    depth: live && !env["NO_COLOR"] ? depthOf(stream.getColorDepth?.(env) ?? 1) : 1,
    unicode: env["TERM"] !== "linux" && /utf-?8/i.test(locale),
    live,
  };
}

const depthOf = (bits: number): Depth => (bits >= 24 ? 24 : bits >= 8 ? 8 : bits >= 4 ? 4 : 1);
