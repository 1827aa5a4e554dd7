import { dispatch } from "#cli/commands/dispatch.ts";

/** Runs a command in this process, and keeps what it writes. */
export async function runCommand(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const stream = (write: (text: string) => void) =>
    ({ write: (text: string) => (write(text), true) }) as unknown as NodeJS.WriteStream;
  const io = {
    stdin: process.stdin,
    stdout: stream((text) => (out += text)),
    stderr: stream((text) => (err += text)),
    env: {},
  };
  const code = await dispatch(argv, io);
  return { code, out, err };
}
