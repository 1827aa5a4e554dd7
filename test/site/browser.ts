import chromium from "@sparticuz/chromium";
import { chromium as playwright, type Browser } from "playwright-core";

/** A real Chromium: the one a package carries on Linux x64; elsewhere `VINGT_HEURES_CHROME`, or an installed Chrome. */
export async function openBrowser(): Promise<Browser> {
  const given = process.env["VINGT_HEURES_CHROME"];
  if (given !== undefined) return playwright.launch({ executablePath: given });
  if (process.platform !== "linux" || process.arch !== "x64") return playwright.launch({ channel: "chrome" });
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // In a single process, the browser would end with its first context.
    args: [
      ...chromium.args.filter((arg) => arg !== "--single-process"),
      "--disable-quic",
      "--disable-background-networking",
    ],
  });
}
