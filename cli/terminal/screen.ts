import type { Line } from "./spans.ts";
import { paintLine } from "./spans.ts";
import { describeTerminal } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Redraws a block of lines in place. One write a frame, between the marks of a synchronised update where the terminal
 * knows them; each line erases its own tail, so nothing blinks. What was above stays; the last frame may be left or erased.
 */
export class Screen {
  readonly #stream: NodeJS.WriteStream;
  readonly #env: NodeJS.ProcessEnv;
  #drawn = 0;
  #size = "";

  constructor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv) {
    this.#stream = stream;
    this.#env = env;
  }

  get terminal(): Terminal {
    return describeTerminal(this.#stream, this.#env);
  }

  /** Draws `lines` over the previous frame. A changed window is cleared first: its lines may have been folded. */
  draw(lines: readonly Line[]): void {
    const { columns, rows, depth } = this.terminal;
    const size = `${columns}x${rows}`;
    const start = this.#drawn === 0 ? "" : size === this.#size ? `\u001b[${this.#drawn}A\r` : "\u001b[H\u001b[2J";
    const body = lines.map((line) => `${paintLine(line, depth)}\u001b[K\n`).join("");
    this.#stream.write(`\u001b[?2026h\u001b[?25l${start}${body}\u001b[J\u001b[?2026l`);
    this.#drawn = lines.length;
    this.#size = size;
  }

  /** Gives the terminal back: cursor shown, below the last frame, or where it began when `erase` is set. */
  close(erase: boolean): void {
    if (this.#drawn === 0) return;
    this.#stream.write(`${erase ? `\u001b[${this.#drawn}A\r\u001b[J` : ""}\u001b[?25h`);
    this.#drawn = 0;
  }
}
