/** Every layout: a small election of each type is played, its tree read back as an importer would, and compared with the tallies. */
import { beforeAll, describe, expect, it } from "vitest";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { withShared } from "#shared/contracts/dossier.ts";
import type { Tally } from "#shared/contracts/tally.ts";
import { generateElection, type Generated } from "#shared/night/generated/generate.ts";
import { readPress, writePress, type PressDocument } from "#shared/press/press-file.ts";
import type { Territory } from "#shared/territory/decoupage.ts";
import { fileOf, PressNight } from "./press-night.ts";

let territory: Territory;
beforeAll(async () => {
  territory = await readTerritory();
});

interface Played {
  readonly generated: Generated;
  readonly files: ReadonlyMap<string, PressDocument>;
}

/** Plays an election whose tallies are all there at eight; every file of its tree is read, and comes back byte for byte. */
async function played(type: string, date: string, departements: readonly string[]): Promise<Played> {
  const made = generateElection({ type, date, departements, seed: "presse", territory });
  const generated = {
    ...made,
    dossier: withShared({ ...made.dossier, head: { ...made.dossier.head, embargo: "2017-04-23T18:00:00.000Z" } }),
  };
  const press = new PressNight({ dossier: generated.dossier });
  await press.tally("19:30", ...(generated.tallies as readonly Partial<Tally>[]));
  await press.look("20:00");
  const texts = await press.tree();
  const files = new Map([...texts].map(([path, text]) => [path, readPress(text)]));
  expect([...texts].filter(([path, text]) => writePress(files.get(path)!) !== text)).toEqual([]);
  return { generated, files };
}

/** Sums of the tallies that a choice keeps. */
function summed({ generated: { tallies } }: Played, keep: (tally: Played["generated"]["tallies"][number]) => boolean) {
  const kept = tallies.filter(keep);
  const voix: Record<string, number> = {};
  for (const tally of kept) for (const [id, count] of Object.entries(tally.voix)) voix[id] = (voix[id] ?? 0) + count;
  return {
    inscrits: kept.reduce((sum, { inscrits }) => sum + inscrits, 0),
    exprimes: kept.reduce((sum, { exprimes }) => sum + exprimes, 0),
    voix: Object.values(voix).sort((a, b) => b - a),
  };
}

interface AnyTour {
  readonly mentions: { readonly inscrits: number; readonly exprimes: number };
  readonly scores: readonly { readonly voix: number }[];
}
const told = ([tour]: readonly AnyTour[]) => ({
  inscrits: tour!.mentions.inscrits,
  exprimes: tour!.mentions.exprimes,
  voix: tour!.scores.map(({ voix }) => voix).sort((a, b) => b - a),
});

describe("législatives of 2022, in the layout of 2017", () => {
  it("has fractions of communes, circonscriptions with who is elected, France by nuance", async () => {
    const night = await played("legislatives", "2022-06-12", ["48"]);
    const { circonscriptions } = fileOf(night, "resultatsT1/048/048CIR.xml", "circonscriptions-2017");
    expect(circonscriptions.map(({ code }) => code)).toEqual(["01"]);
    expect(told(circonscriptions[0]!.tours)).toEqual(summed(night, () => true));
    expect(circonscriptions[0]!.tours[0]!.scores.every(({ elu }) => elu !== undefined)).toBe(true);
    expect(fileOf(night, "resultatsT1/048/04801.xml", "circonscription-2017").circonscription).toEqual(
      circonscriptions[0],
    );

    const { communes } = fileOf(night, "resultatsT1/048/048com.xml", "fractions");
    expect(communes).toHaveLength(night.generated.dossier.parts[0]!.communes.length);
    const { commune } = fileOf(night, "resultatsT1/048/04801095.xml", "fraction");
    expect(commune).toMatchObject({ code: "095", nom: "Mende", circonscription: "01", fraction: "Mende" });
    expect(told(commune.tours)).toEqual(summed(night, (tally) => tally.commune === "48095"));
    expect(communes).toContainEqual(commune);

    const france = fileOf(night, "resultatsT1/FE.xml", "nuances-2017");
    expect(told(france.tours).exprimes).toBe(summed(night, () => true).exprimes);
    expect(fileOf(night, "resultatsT1/index.xml", "index-legislatives").departements).toMatchObject([
      { code3: "048", complet: true },
    ]);
  });

  it("has a commune that circonscriptions share once in each, whose sums are the commune's", async () => {
    const night = await played("legislatives", "2022-06-12", ["75"]);
    const { communes } = fileOf(night, "resultatsT1/075/075com.xml", "fractions");
    const shared = communes.filter(({ nom, fraction }) => fraction !== nom);
    const divided = night.generated.dossier.parts[0]!.communes.filter(
      ({ bureaux }) => new Set(bureaux.map(({ unite }) => unite)).size > 1,
    );
    expect(divided).toHaveLength(1);
    expect(new Set(shared.map(({ code }) => code)).size).toBe(divided.length);
    for (const { code } of divided) {
      const parts = shared.filter((one) => `75${one.code}` === code);
      expect(parts.reduce((sum, { tours }) => sum + tours[0]!.mentions.inscrits, 0)).toBe(
        summed(night, (tally) => tally.commune === code).inscrits,
      );
    }
  });
});

describe("départementales", () => {
  it("have a file a canton with its binômes, the département and France by nuance, closed when all is there", async () => {
    const night = await played("departementales", "2021-06-20", ["48"]);
    const { cantons } = fileOf(night, "resultatsT1/048/T1048.xml", "cantons");
    expect(cantons.length).toBeGreaterThan(1);
    const { canton } = fileOf(night, `resultatsT1/048/048${cantons[0]!.code}.xml`, "canton");
    const [part] = night.generated.dossier.parts;
    const communes = new Set(
      part!.communes.filter(({ bureaux }) => bureaux[0]?.unite === `48${canton.code}`).map(({ code }) => code),
    );
    expect(told(canton.tours)).toEqual(summed(night, (tally) => communes.has(tally.commune)));

    const whole = fileOf(night, "resultatsT1/048/048.xml", "departement-cantons");
    expect(told(whole.tours)).toMatchObject({ exprimes: summed(night, () => true).exprimes });
    const winners = cantons.filter(({ code }) =>
      fileOf(night, `resultatsT1/048/048${code}.xml`, "canton").canton.tours[0]!.scores.some(({ elu }) => elu),
    );
    // Two persons a binôme.
    expect(whole.tours[0]!.scores.reduce((sum, { elus }) => sum + elus, 0)).toBe(2 * winners.length);
    expect(fileOf(night, "resultatsT1/FE.xml", "france-cantons").tours).toEqual(whole.tours);
    expect(fileOf(night, "resultatsT1/index.xml", "index-cantons").departements).toEqual([
      {
        codeMin: "48",
        code3: "048",
        nom: "Lozère",
        publication: { date: "23-04-2017", heure: "20:00:00" },
        clos: true,
      },
    ]);
  });
});

describe("régionales", () => {
  it("have communes and sections of the lists, the région with its seats, and a région of one département at its own place", async () => {
    const night = await played("regionales", "2021-06-20", ["48", "09", "971"]);
    const region = fileOf(night, "resultatsT1/76/76.xml", "region-listes");
    expect(told(region.tours)).toEqual(summed(night, ({ departement }) => departement !== "971"));
    const section = fileOf(night, "resultatsT1/76/7648/7648.xml", "section-listes");
    expect(section.section).toEqual({ code: "7648", nom: "Lozère" });
    expect(told(section.tours)).toEqual(summed(night, ({ departement }) => departement === "48"));

    const { communes } = fileOf(night, "resultatsT1/76/7648/7648000.xml", "communes-listes");
    const one = fileOf(night, "resultatsT1/76/7648/7648095.xml", "commune-listes");
    expect(told(one.commune.tours)).toEqual(summed(night, ({ commune }) => commune === "48095"));
    expect(communes).toContainEqual(one.commune);
    expect(fileOf(night, "resultatsT1/76/7648/index.xml", "index-section").tours[0]!.communes).toHaveLength(
      communes.length,
    );

    const alone = fileOf(night, "resultatsT1/01/01.xml", "region-listes");
    expect(told(alone.tours)).toEqual(summed(night, ({ departement }) => departement === "971"));
    expect(fileOf(night, "resultatsT1/01/01000.xml", "communes-listes")).not.toHaveProperty("section");
    const seats = alone.tours[0]!.scores.map(({ sieges }) => sieges);
    const settled = seats.every((sieges) => sieges !== undefined);
    expect(settled ? seats.reduce((sum, sieges) => sum + sieges, 0) : alone.sieges).toBe(alone.sieges);
    expect(fileOf(night, "resultatsT1/index.xml", "index-regions").regions).toMatchObject([
      { code: "01", complet: true, sections: [{ code: "0100" }] },
      { code: "76", complet: true, sections: [{ code: "7609" }, { code: "7648" }] },
    ]);
  });
});

describe("municipales of 2026", () => {
  it("have lists with their heads, nuances where prefects give one, seats and who takes them", async () => {
    const night = await played("municipales", "2026-03-15", ["48"]);
    const { circonscriptions } = fileOf(night, "resultatsT1/48/R148CIR.xml", "circonscriptions");
    expect(circonscriptions).toHaveLength(night.generated.dossier.parts[0]!.communes.length);
    const mende = circonscriptions.find(({ code }) => code === "48095")!;
    const { resultats, sieges, pourvus } = mende;
    if (resultats.par !== "listes") throw new Error(`${resultats.par} instead of lists`);
    expect(told(resultats.tours)).toEqual(summed(night, ({ commune }) => commune === "48095"));
    const lists = resultats.tours[0]!.scores;
    expect(lists[0]).toMatchObject({ numero: 1, nom: "Liste 1 (générée)", complet: "Liste 1 (générée)" });
    expect(lists.every(({ tete, nuance }) => tete !== undefined && nuance?.code.startsWith("L"))).toBe(true);
    expect(lists.reduce((sum, list) => sum + (list.sieges ?? 0), 0)).toBe(pourvus);
    expect(lists.flatMap(({ colistiers = [] }) => colistiers).filter(({ elu }) => elu === "OUI")).toHaveLength(pourvus);
    expect([0, sieges]).toContain(pourvus);
    // Under 3,500 inhabitants nobody gives a nuance.
    const small = circonscriptions.find(({ code }) => code === "48094") ?? circonscriptions[0]!;
    expect(small.resultats.tours[0]!.scores[0]).not.toHaveProperty("nuance");
    expect(fileOf(night, "resultatsT1/INDEX1FE.xml", "index-departements").departements).toMatchObject([
      { code: "48", etat: { parvenus: true, pourcentage: "100,00" } },
    ]);
    expect(fileOf(night, "nuances/nuances.xml", "nuances-listes").nuances[0]!.code).toMatch(/^L|NC/);
  });
});

describe("sénatoriales of 2026", () => {
  it("have a file a circonscription: several names on a ballot, or lists, and an index that says in which round it was filled", async () => {
    const night = await played("senatoriales", "2026-09-27", ["48", "46", "69"]);
    const lot = fileOf(night, "resultatsT1/46/R146.xml", "circonscription");
    expect(lot).toMatchObject({ layout: "2026", region: { code: "76" } });
    expect(lot.circonscription).toMatchObject({ code: "46", nom: "Lot", sieges: 2, resultats: { par: "plusieurs" } });
    expect(told(lot.circonscription.resultats.tours)).toEqual(summed(night, ({ departement }) => departement === "46"));
    const rhone = fileOf(night, "resultatsT1/69/R169.xml", "circonscription").circonscription;
    expect(rhone).toMatchObject({ sieges: 7, pourvus: 7, resultats: { par: "listes" } });
    const { circonscriptions } = fileOf(night, "resultatsT1/INDEX1FE.xml", "index-circonscriptions");
    expect(circonscriptions.map(({ code, pourvu }) => [code, pourvu])).toEqual(
      ["46", "48", "69"].map((code) => {
        const { sieges, pourvus } = fileOf(
          night,
          `resultatsT1/${code}/R1${code}.xml`,
          "circonscription",
        ).circonscription;
        return [code, sieges === pourvus ? "T1" : "NON"];
      }),
    );
  });

  /** Facts of the ministry's own file of the Ardennes, 27 September 2026, its first and last candidates only. */
  const ARDENNES = `<?xml version='1.0' encoding='UTF-8'?>
<Election>
  <Scrutin>
    <Type>Sénatoriales</Type>
    <Annee>2026</Annee>
  </Scrutin>
  <EnsembleGeo>
    <CodEnsGeo>FE</CodEnsGeo>
    <LibEnsGeo>France entière</LibEnsGeo>
    <Region>
      <CodReg>44</CodReg>
      <LibReg>Grand Est</LibReg>
      <Circonscription>
        <CodCirElec>08</CodCirElec>
        <LibCirElec>Ardennes</LibCirElec>
        <NbSap>2</NbSap>
        <NbSiePourvus>2</NbSiePourvus>
        <Tours>
          <Tour>
            <NumTour>1</NumTour>
            <Mentions>
              <Inscrits>
                <Nombre>964</Nombre>
              </Inscrits>
              <Abstentions>
                <Nombre>34</Nombre>
                <RapportInscrits>3,53</RapportInscrits>
              </Abstentions>
              <Votants>
                <Nombre>930</Nombre>
                <RapportInscrits>96,47</RapportInscrits>
              </Votants>
              <Blancs>
                <Nombre>6</Nombre>
                <RapportInscrits>0,62</RapportInscrits>
                <RapportVotants>0,65</RapportVotants>
              </Blancs>
              <Nuls>
                <Nombre>2</Nombre>
                <RapportInscrits>0,21</RapportInscrits>
                <RapportVotants>0,22</RapportVotants>
              </Nuls>
              <Exprimes>
                <Nombre>922</Nombre>
                <RapportInscrits>95,64</RapportInscrits>
                <RapportVotants>99,14</RapportVotants>
              </Exprimes>
            </Mentions>
            <Resultats>
              <Candidats>
                <Candidat>
                  <NomPsn>JOSEPH</NomPsn>
                  <PrenomPsn>Else</PrenomPsn>
                  <CivilitePsn>Mme</CivilitePsn>
                  <CodNuaCand>LR</CodNuaCand>
                  <LibNuaCand>Les Républicains</LibNuaCand>
                  <NbVoix>477</NbVoix>
                  <RapportExprimes>51,74</RapportExprimes>
                  <RapportInscrits>49,48</RapportInscrits>
                  <Elu>OUI</Elu>
                </Candidat>
                <Candidat>
                  <NomPsn>LAMÉNIE</NomPsn>
                  <PrenomPsn>Marc</PrenomPsn>
                  <CivilitePsn>M.</CivilitePsn>
                  <CodNuaCand>HOR</CodNuaCand>
                  <LibNuaCand>Horizons</LibNuaCand>
                  <NbVoix>284</NbVoix>
                  <RapportExprimes>30,80</RapportExprimes>
                  <RapportInscrits>29,46</RapportInscrits>
                  <Elu>QUALIFIE(E) AU T2</Elu>
                </Candidat>
              </Candidats>
            </Resultats>
          </Tour>
        </Tours>
      </Circonscription>
    </Region>
  </EnsembleGeo>
</Election>
`;

  it("are read as the ministry writes them, byte for byte", () => {
    const document = readPress(ARDENNES);
    expect(document).toMatchObject({ layout: "2026", kind: "circonscription", circonscription: { nom: "Ardennes" } });
    expect(writePress(document)).toBe(ARDENNES);
    // A score may not pass the exprimés, however many names a ballot bears.
    expect(() => readPress(ARDENNES.replace("<NbVoix>477<", "<NbVoix>977<"))).toThrow(
      expect.objectContaining({ code: "X-RAPPORT" }),
    );
  });
});
