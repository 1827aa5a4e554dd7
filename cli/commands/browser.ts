import { spawn } from "node:child_process";

/** Opens an address in the person's browser. Where there is none, nothing happens: the address is on the screen. */
export function openInBrowser(url: string): void {
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", "", url]
        : ["xdg-open", url];
  const child = spawn(command ?? "", args, { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}
