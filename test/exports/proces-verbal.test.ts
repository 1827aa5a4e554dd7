import { hash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { SECURITY_HEADERS } from "#shared/contracts/http.ts";
import { readPublishedNight, type PublishedNight } from "#shared/documents/published-night.ts";
import { actOf } from "#shared/exports/act.ts";
import { procesVerbal, STYLE } from "#shared/exports/proces-verbal.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { generateElection } from "#shared/night/generated/generate.ts";
import { playRecording } from "#shared/testing/play.ts";
import { dossierOf, RUN } from "../factories.ts";
import { played, shelved, TALLIES, unitesDossier } from "../documents/nights.ts";

const nightOf = async (dossier = dossierOf(), tallies = TALLIES): Promise<PublishedNight> => {
  const texts = await shelved(await played({ dossier }, tallies));
  return readPublishedNight(async (path) => texts.get(path) ?? null, RUN);
};

let nation: PublishedNight;
let unites: PublishedNight;

beforeAll(async () => {
  [nation, unites] = await Promise.all([nightOf(), nightOf(unitesDossier())]);
});

const page = (night: PublishedNight, territoire: string): string => procesVerbal(actOf(night, territoire));

describe("a territory's act", () => {
  it.each([
    ["france", "France entière", 1930],
    ["region/84", "Région Auvergne-Rhône-Alpes (84)", 1450],
    ["01", "Département Département 01 (01)", 1450],
    ["01002", "Commune de Commune 01002 (01002)", 960],
    ["01002/0002", "Bureau de vote 0002", 480],
  ])("%s is %s", (territoire, name, exprimes) => {
    const act = actOf(nation, territoire);
    expect([act.territoire, act.totaux.exprimes]).toEqual([name, exprimes]);
    expect(act.candidatures.reduce((sum, { voix }) => sum + voix, 0)).toBe(exprimes);
  });

  it("of a unite bears what the law decided; of the territories below it does not", () => {
    expect(actOf(unites, "0101").outcome?.statut).toBe("BALLOTTAGE");
    expect(actOf(unites, "01001").outcome).toBeUndefined();
  });

  it("of a commune that elects is the one that decides; its name is said as a mayor says it", async () => {
    const base = unitesDossier();
    const commune = (nom: string) => ({
      ...base,
      parts: base.parts.map((part) => ({ ...part, communes: part.communes.map((one) => ({ ...one, nom })) })),
    });
    for (const [nom, said] of [
      ["Le Havre", "Commune du Havre"],
      ["Les Salces", "Commune des Salces"],
      ["Arras", "Commune d'Arras"],
      ["La Rochelle", "Commune de La Rochelle"],
    ] as const)
      expect(actOf(await nightOf(commune(nom)), "01001").territoire).toBe(`${said} (01001)`);
  });

  it.each(["99999", "region/99", "01001/9999", "01/x/y"])("%s is nowhere", (territoire) => {
    expect(() => actOf(nation, territoire)).toThrow(expect.objectContaining({ code: "E-TERRITOIRE" }));
  });
});

describe("a procès-verbal", () => {
  it("bears the figures, the law's steps in French with their articles, and lines to sign", () => {
    const html = page(unites, "0101");
    expect(html).toContain('<td class="n">2\u202f000</td>');
    expect(html).toContain(
      '<tr><td>Anne ARC (GAU)</td><td class="n">310</td><td class="n">31,96 %</td><td class="n">15,50 %</td><td>qualifié pour le second tour</td></tr>',
    );
    expect(html).toContain("<strong>Ballottage : un second tour est nécessaire.</strong>");
    expect(html).toMatch(/<li>« Bruno BEC » n&#39;atteint pas le seuil de la majorité absolue.*\[L126\]<\/li>/);
    expect(html).toContain("Règle LEG-1986");
    for (const who of ["Le président", "Les assesseurs", "Le secrétaire"]) expect(html).toContain(`<div>${who}</div>`);
  });

  it("says what is missing and what was generated", async () => {
    expect(page(nation, "france")).toContain("Données générées : tout. Ce document n'a aucune valeur officielle.");
    const partial = await nightOf(dossierOf(), TALLIES.slice(0, 2));
    expect(page(partial, "france")).toContain("Décompte provisoire : des bureaux de vote manquent.");
    expect(page(nation, "france")).not.toContain("Décompte provisoire");
  });

  it("runs nothing that a name brings", async () => {
    const night = await nightOf(
      dossierOf({
        candidatures: [
          { id: "arc", nom: `<script>alert("1")</script>&'` },
          { id: "bec", nom: "Bec" },
          { id: "col", nom: "Col" },
        ],
      }),
    );
    const html = page(night, "france");
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;");
  });

  it("asks for nothing from elsewhere, and its style passes the policy of the pages", () => {
    const html = page(nation, "france");
    expect(html).not.toMatch(/(src|href)=|@import|url\(/);
    expect(html).toContain(`<style>${STYLE}</style>`);
    expect(SECURITY_HEADERS["content-security-policy"]).toContain(`'sha256-${hash("sha256", STYLE, "base64")}'`);
  });

  it("of a municipal council says the lists, the seats of both councils and who is elected; no double full stop", async () => {
    const { dossier, tallies } = generateElection({
      type: "municipales",
      date: "2026-03-15",
      departements: ["48"],
      seed: "pv",
      territory: await readTerritory(),
    });
    const at = Date.parse(dossier.head.embargo);
    const { files, run } = await playRecording({
      dossier,
      recording: tallies.map((tally) => ({ at, tally })),
      seed: "pv",
    });
    const night = await readPublishedNight(async (path) => files.get(path) ?? null, run);
    const decided = night.departements[0]!.departement.resultat.unites.find(
      // Below 1,000 inhabitants the ballot elects nobody to the intercommunal council.
      ({ outcome: { statut, candidatures } }) =>
        statut === "ACQUIS_T1" && candidatures.some(({ siegesCommunautaires = 0 }) => siegesCommunautaires > 0),
    )!;
    const html = page(night, decided.code);
    expect(html).toContain("Liste 1 (générée) – ");
    expect(html).toMatch(/élu au premier tour, \d+ sièges, \d+ sièges? au conseil communautaire/);
    const [seated] = decided.outcome.candidatures.flatMap(({ elus = [] }) => elus);
    expect(html).toContain("<h2>Élus</h2>");
    expect(html).toContain(seated!.nom);
    expect(html).not.toContain("..");
  });
});
