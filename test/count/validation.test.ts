import { describe, expect, it } from "vitest";
import type { DossierHead, DossierPart } from "#shared/contracts/dossier.ts";
import type { Tally, TallyMessage } from "#shared/contracts/tally.ts";
import { admit, headRefusals, LONGEST_BODY, readMessage } from "#shared/count/validation.ts";
import { dossierOf, messageOf, RUN, tallyOf, type DossierOptions } from "../factories.ts";

/** Everything that a body goes through, in the order of the pipeline; the code of the first refusal, or `accepted`. */
function verdictOn(body: string, options: DossierOptions = {}): { code: string; field: string } {
  const read = readMessage(body);
  if ("refusals" in read) return read.refusals[0]!;
  const dossier = dossierOf(options);
  const head = {
    ...dossier.head,
    run: RUN,
    departements: dossier.head.departements.map((row) => ({ ...row, part: "" })),
  } satisfies DossierHead;
  const [mismatch] = headRefusals(read.ok.data, head);
  if (mismatch) return mismatch;
  const part = {
    ...dossier.parts.find(({ departement }) => departement === read.ok.data.departement)!,
    run: RUN,
  } satisfies DossierPart;
  const admitted = admit(read.ok, head, part);
  return "refusals" in admitted ? admitted.refusals[0]! : { code: "accepted", field: "" };
}

const verdict = (tally: Partial<Tally>, options?: DossierOptions): { code: string; field: string } =>
  verdictOn(JSON.stringify(messageOf(tallyOf(tally))), options);

describe("a tally message", () => {
  it("is accepted when shape, identity and figures hold", () => {
    expect(verdict({})).toEqual({ code: "accepted", field: "" });
  });

  it.each<[string, string, string]>([
    ["broken JSON", "{", "T-JSON"],
    ["an array", "[]", "T-FORME"],
    ["a deep nest", "[".repeat(50_000), "T-JSON"],
    ["a body too long", `"${"x".repeat(LONGEST_BODY)}"`, "T-TAILLE"],
  ])("is refused as %s", (_what, body, code) => {
    expect(verdictOn(body)).toMatchObject({ code });
  });

  it.each<[string, Partial<TallyMessage>, string, string]>([
    ["another CloudEvents version", { specversion: "0.3" as "1.0" }, "T-FORME", "specversion"],
    ["another type", { type: "autre" as TallyMessage["type"] }, "T-FORME", "type"],
    ["no date", { time: "hier" }, "T-FORME", "time"],
    ["the subject of another bureau", { subject: "01001/0002" }, "T-ENVELOPPE", "subject"],
  ])("is refused for its envelope: %s", (_what, over, code, field) => {
    expect(verdictOn(JSON.stringify(messageOf(tallyOf(), over)))).toMatchObject({ code, field });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ["a negative count", { votants: -1 }, "T-FORME", "data.votants"],
    ["a decimal", { votants: 500.5 }, "T-FORME", "data.votants"],
    ["a number as text", { inscrits: "1000" }, "T-FORME", "data.inscrits"],
    ["an unknown field", { remarque: "rien" }, "T-FORME", "data"],
    ["version 0", { version: 0 }, "T-VERSION", "data.version"],
    ["version 1000", { version: 1000 }, "T-VERSION", "data.version"],
    ["another scrutin", { scrutin: "legislatives-2017" }, "T-RUN", "data.scrutin"],
    ["another tour", { tour: 2 }, "T-RUN", "data.tour"],
    ["a département outside the dossier", { departement: "02" }, "T-DEPARTEMENT", "data.departement"],
    ["a commune outside the département", { commune: "01999" }, "T-COMMUNE", "data.commune"],
    ["a bureau outside the commune", { bureau: "0009" }, "T-BUREAU", "data.bureau"],
    ["an unknown candidature", { voix: { arc: 200, bec: 180, dan: 100 } }, "T-CANDIDATURE", "data.voix.dan"],
    ["a candidature left out", { voix: { arc: 200, bec: 280 } }, "T-CANDIDATURE", "data.voix.col"],
    [
      "votants far above inscrits",
      { votants: 1051, exprimes: 1031, voix: { arc: 1031, bec: 0, col: 0 } },
      "T-VOTANTS",
      "data.votants",
    ],
    [
      "exprimés that do not follow",
      { exprimes: 481, voix: { arc: 201, bec: 180, col: 100 } },
      "T-EXPRIMES",
      "data.exprimes",
    ],
    ["a wrong sum of voix", { voix: { arc: 201, bec: 180, col: 100 } }, "T-SOMME", "data.voix"],
    ["blancs pooled after 2014", { blancs: undefined, nuls: undefined, blancsNuls: 20 }, "T-BLANCS", "data.blancs"],
  ])("is refused for %s", (_what, over, code, field) => {
    const message = messageOf(tallyOf());
    const data = { ...message.data, ...over };
    const body = JSON.stringify({ ...message, subject: `${data.commune}/${data.bureau}`, data });
    expect(verdictOn(body)).toMatchObject({ code, field });
  });

  it("may count a few voters that a court admitted (R59)", () => {
    expect(verdict({ votants: 1050, exprimes: 1030, voix: { arc: 1030, bec: 0, col: 0 } })).toMatchObject({
      code: "accepted",
    });
  });

  it("pools blancs and nuls where the scrutin does, and only there", () => {
    const pooled: DossierOptions = { head: { blancs: "avec-nuls" } };
    const message = messageOf(tallyOf());
    const { blancs: _blancs, nuls: _nuls, ...rest } = message.data;
    expect(verdictOn(JSON.stringify({ ...message, data: { ...rest, blancsNuls: 20 } }), pooled)).toMatchObject({
      code: "accepted",
    });
    expect(verdict({}, pooled)).toMatchObject({ code: "T-BLANCS", field: "data.blancsNuls" });
  });

  it("bounds voix by exprimés and seats under panachage (T-06)", () => {
    const panachage: DossierOptions = {
      head: { panachage: true },
      communes: { "01": { "01001": [{ code: "0001", inscrits: 1000, unite: "01001" }] } },
      unites: [{ departement: "01", code: "01001" }],
    };
    expect(verdict({ voix: { arc: 480, bec: 0, col: 0 } }, panachage)).toMatchObject({ code: "accepted" });
    expect(verdict({ voix: { arc: 481, bec: 0, col: 0 } }, panachage)).toMatchObject({
      code: "T-SOMME",
      field: "data.voix.arc",
    });
    expect(verdict({ voix: { arc: 480, bec: 1, col: 0 } }, panachage)).toMatchObject({
      code: "T-SOMME",
      field: "data.voix",
    });
  });

  it("counts a bureau that the dossier does not know only where the dossier says so, and its commune has one ballot", () => {
    const counted: DossierOptions = { head: { bureauxInattendus: "comptes" } };
    expect(verdict({ bureau: "0009" }, counted)).toMatchObject({ code: "accepted" });
    const shared: DossierOptions = {
      ...counted,
      communes: {
        "01": {
          "01001": [
            { code: "0001", inscrits: 10, unite: "0101" },
            { code: "0002", inscrits: 10, unite: "0102" },
          ],
        },
      },
      unites: [
        { departement: "01", code: "0101" },
        { departement: "01", code: "0102" },
      ],
    };
    expect(verdict({ bureau: "0009" }, shared)).toMatchObject({ code: "T-BUREAU" });
  });

  it("says the field, what was expected, what was found and what to do, and cuts what is endless", () => {
    const read = readMessage(JSON.stringify(messageOf(tallyOf(), { subject: `a${"b".repeat(99)}` })));
    expect(read).toMatchObject({
      refusals: [{ field: "subject", expected: "01001/0001", advice: expect.stringContaining("commune/bureau") }],
    });
    const long = readMessage(JSON.stringify({ ...messageOf(), id: "x".repeat(5000) }));
    expect("refusals" in long && long.refusals[0]!.found.length).toBeLessThanOrEqual(120);
  });
});
