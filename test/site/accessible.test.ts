import { describe, expect, it } from "vitest";
import { NATION, onStage, SEATS } from "./on-stage.ts";
import { DESKTOP, overflow, PHONE, violations } from "./stage.ts";

describe("the site, whoever reads it", () => {
  const { show, open } = onStage();

  it("is walked through by the keyboard from its first link", async () => {
    show("complete");
    const { page } = await open();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Aller au contenu");
    await page.keyboard.press("Enter");
    expect(await page.locator(":focus").getAttribute("id")).toBe("main");
  });

  describe.each([
    ["a phone", PHONE],
    ["a dark phone without motion", { ...PHONE, colorScheme: "dark", reducedMotion: "reduce" } as const],
    ["a dark desktop", { ...DESKTOP, colorScheme: "dark" } as const],
  ])("on %s", (_name, options) => {
    it.each([
      [NATION, ""],
      [NATION, "?carte=participation"],
      [NATION, "?departement=01"],
      [NATION, "?region=84"],
      [NATION, "?commune=42218"],
      [SEATS, "?departement=42&unite=4201"],
    ])("is accessible and does not overflow: %s at /%s", async (run, query) => {
      show("corrected", run);
      const { page, complaints } = await open(query, options);
      await page.locator("#title").waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(complaints).toEqual([]);
    });
  });
});
