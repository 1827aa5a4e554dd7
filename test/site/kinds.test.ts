import { beforeAll, describe, expect, it } from "vitest";
import { generateElection, generatedTypes } from "#shared/night/generated/generate.ts";
import { recordNight } from "#shared/night/record.ts";
import { playRecording, type PlayedNight } from "#shared/testing/play.ts";
import { renderPage } from "#cli/control/prerender.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";

/** Where and when a small night of each kind is held. */
const HELD: Readonly<Record<string, readonly [date: string, ...departements: string[]]>> = {
  presidentielle: ["2022-04-10", "48", "2A"],
  referendum: ["2005-05-29", "48", "2A"],
  europeennes: ["2024-06-09", "48", "2A"],
  legislatives: ["2022-06-12", "48", "2A"],
  departementales: ["2021-06-20", "48"],
  cantonales: ["2008-03-09", "48"],
  municipales: ["2020-03-15", "48"],
  "metropole-lyon": ["2026-03-15", "69"],
  regionales: ["2021-06-20", "971"],
  senatoriales: ["2023-09-24", "48", "35"],
  polynesie: ["2023-04-16"],
  "nouvelle-caledonie": ["2019-05-12"],
  consultation: ["2021-12-12", "988"],
  "referendum-local": ["2021-12-12", "48"],
  "assemblee-francais-etranger": ["2021-05-30"],
  "conseillers-francais-etranger": ["2021-05-30"],
};
const OF_ONE_PLACE: readonly [date: string] = ["2022-03-20"];

const SHELL = '<html lang="fr"><title></title><body><div id="page"></div></body></html>';

describe.each(generatedTypes)("a night of %s", (type) => {
  let night: PlayedNight;
  beforeAll(async () => {
    const [date, ...departements] = HELD[type] ?? OF_ONE_PLACE;
    const { dossier, tallies } = generateElection({
      type,
      date,
      seed: "pages",
      territory: await readTerritory(),
      ...(departements.length > 0 && { departements }),
    });
    const recording = recordNight(dossier, tallies, { seed: "pages" });
    night = await playRecording({ dossier, recording, run: "essai", seed: "pages", everyMinutes: 120 });
  });

  /** A page as whoever has no script reads it. */
  const page = (query: string): Promise<string> =>
    renderPage(SHELL, query, {
      reader: {
        read: async (key) => {
          const text = night.files.get(key);
          return text === undefined ? null : { body: new TextEncoder().encode(text), etag: "" };
        },
      } as Parameters<typeof renderPage>[2]["reader"],
      runs: async () => [{ run: "essai", nom: night.france!.nom, tour: 1, scrutin: night.france!.scrutin }],
    });
  /** Its places, one of each kind. */
  const queries = (): string[] => {
    const [{ departement, communes, unites }] = night.dossier.parts as [PlayedNight["dossier"]["parts"][number]];
    const [unite] = unites;
    return [
      "?",
      `?departement=${departement}`,
      `?commune=${communes[0]!.code}`,
      ...(unite === undefined ? [] : [`?departement=${departement}&unite=${unite.code}`]),
    ];
  };

  it("is named, and its rules told, in both languages", async () => {
    for (const query of queries()) {
      const [french, english] = await Promise.all([page(query), page(`${query}&lang=en`)]);
      expect(french).toMatch(/id="night-name"[^<]*>[^<]*génér/);
      expect(english).toMatch(/id="night-name"[^<]*>[^<]*\(generated\), \d/);
      // Whatever the law decides, it says by which rule.
      for (const one of [french, english]) {
        const panels = one.match(/class="panel outcome"/g)?.length ?? 0;
        expect(one.match(/<p class="rule">[^<]+\.<\/p>/g)?.length ?? 0).toBeGreaterThanOrEqual(panels);
      }
    }
  });

  it("paints with weaves that are on the page, once", async () => {
    for (const query of queries()) {
      const drawn = await page(query);
      const made = [...drawn.matchAll(/<pattern id="(weave-\d+)"/g)].map(([, id]) => id);
      expect(new Set(made).size).toBe(made.length);
      for (const [, id] of drawn.matchAll(/url\(#(weave-\d+)\)/g)) expect(made).toContain(id);
    }
  });

  it("tells on its first page who stands in its one unite, or how many of them are decided", async () => {
    const unites = night.dossier.parts.flatMap((part) => part.unites);
    const first = await page("?");
    if (new Set(unites.map(({ code }) => code)).size > 1) expect(first).toMatch(/Acquis\u00a0: |(?:son|leur) conseil/);
    for (const { nom } of (unites.length === 1 ? unites[0]! : night.dossier.head).candidatures)
      expect(first).toContain(nom.replaceAll("'", "&#39;"));
  });
});
