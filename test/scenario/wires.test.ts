import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Dossier } from "#shared/contracts/dossier.ts";
import { randomOf } from "#shared/night/random.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import { buildScenario } from "#shared/night/scenarios.ts";
import { readPress } from "#shared/press/press-file.ts";
import type { NightOptions, RunStatus } from "#cli/control/contract.ts";
import { ensureAssembly, type Assembly } from "#cli/local/assembly.ts";
import { startLocalCloud, type LocalCloud, type LocalCloudEvent } from "#cli/local/cloud.ts";
import { dynoxidePath } from "#cli/local/emulators.ts";
import { cloudFromOutputs } from "#cli/operator/aws/cloud.ts";
import { stackOutputs } from "#cli/operator/aws/stack.ts";
import type { Cloud } from "#cli/operator/cloud.ts";
import { Operator } from "#cli/operator/operator.ts";
import { listQuarantine } from "#cli/operator/quarantine.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { actionOf, grantedActions } from "./policies.ts";

/** Nights over the real wires: the stacks as they are synthesised, their bundles, SQS, DynamoDB, S3 and SNS over HTTP. */

const SEED = "fils";
const LONG_MS = 240_000;
/** A mountain, an island, an overseas département, the French abroad: some 1,100 bureaux. */
const DEPARTEMENTS = new Set(["05", "2A", "48", "971", "ZZ"]);

let assembly: Assembly;
let night: { readonly dossier: Dossier; readonly recording: readonly RecordedTally[] };

beforeAll(async () => {
  assembly = await ensureAssembly(join(import.meta.dirname, "../.."));
  const whole = buildScenario("presidentielle-2017", {
    tour: 1,
    seed: SEED,
    corrections: 0.02,
    territory: await readTerritory(),
  });
  const { head, parts } = whole.dossier;
  night = {
    dossier: {
      head: { ...head, departements: head.departements.filter(({ code }) => DEPARTEMENTS.has(code)) },
      parts: parts.filter(({ departement }) => DEPARTEMENTS.has(departement)),
    },
    recording: whole.recording.filter(({ tally }) => DEPARTEMENTS.has(tally.departement)),
  };
});

/** A line of a function's log, as far as it is looked at. */
interface Said {
  readonly service: string;
  readonly level: string;
  readonly run?: string;
  readonly departement?: string;
  readonly messageIds?: readonly string[];
  readonly recorded?: readonly { readonly departement: string; readonly messageIds: readonly string[] }[];
}

const databases = ["dynalite", ...(dynoxidePath() === undefined ? [] : (["dynoxide"] as const))] as const;

describe.each(databases)("over the wires, with %s", (dynamodb) => {
  let local: LocalCloud;
  let cloud: Cloud & Disposable;
  let operator: Operator;
  /** Lines that functions wrote, but for their figures. */
  const lines: string[] = [];

  beforeAll(async () => {
    const onEvent = (event: LocalCloudEvent): void => void (event.type === "log" && lines.push(event.line));
    local = await startLocalCloud({ assembly, dynamodb, onEvent });
    cloud = cloudFromOutputs(stackOutputs(local.outputs, "the local cloud"), { endpoints: local.endpoints });
    operator = new Operator({ cloud, load: async () => night });
  });

  afterAll(async () => {
    await operator.stop();
    cloud[Symbol.dispose]();
    await local.stop();
  });

  async function play(options: NightOptions): Promise<RunStatus> {
    const { run } = await operator.create({
      source: { kind: "dossier", ...night },
      options: { seed: SEED, speed: "max", ...options },
    });
    return operator.wait(run, "terminee", LONG_MS);
  }

  /** The nation in the press tree of a run, every file of which is read strictly. */
  async function nationOf({ summary }: RunStatus) {
    const { racine } = summary!.presse!;
    const files = await cloud.shelf.list(`${racine}/`);
    expect(files.length).toBeGreaterThan(300);
    const read = async (key: string) => readPress(new TextDecoder().decode((await cloud.shelf.get(key))!.body));
    for (const key of files) await read(key);
    const france = await read(`${racine}/resultatsT1/FE.xml`);
    return france.kind === "france" ? france.tours[0] : undefined;
  }

  it("plays two runs at once, each to its own true end", async () => {
    const [a, b] = await Promise.all([play({ presse: { intervalle: 15 } }), play({ seed: "autre", duplicates: 0.05 })]);
    for (const { summary } of [a, b]) {
      expect(summary).toMatchObject({
        conservation: true,
        messages: { delivered: night.recording.length, refused: 0 },
      });
      expect(summary!.bureaux.counted).toBe(summary!.bureaux.expected);
    }
    expect(a.summary!.totals).toEqual(b.summary!.totals);
    expect(a.run).not.toBe(b.run);
    expect(await nationOf(a)).toMatchObject({ mentions: a.summary!.totals });
    expect(b.summary).not.toHaveProperty("presse");
  });

  it.runIf(dynamodb === databases.at(-1))(
    "comes to the same result when functions die at random, messages repeat and some are malformed",
    async () => {
      const clean = await play({});
      const fate = randomOf(SEED, "fates");
      let deaths = 0;
      const maybeDie = (share: number): "kill" | undefined => {
        if (!fate.chance(share)) return undefined;
        deaths += 1;
        if (fate.chance(0.3)) return "kill";
        throw new Error("dies, as the test says");
      };
      const calm = local.faults.intercept({ before: () => maybeDie(0.1), after: () => maybeDie(0.1) });
      const shaken = await play({ duplicates: 0.05, malformed: 0.01 }).finally(calm);
      expect(deaths).toBeGreaterThan(5);
      expect(shaken.summary).toMatchObject({
        conservation: true,
        totals: clean.summary!.totals,
        candidatures: clean.summary!.candidatures,
        outcome: clean.summary!.outcome,
      });
      const { refused, duplicated } = shaken.summary!.messages;
      expect(duplicated).toBeGreaterThan(20);
      expect(refused).toBeGreaterThan(5);
      const kept = await listQuarantine(cloud, { run: shaken.run });
      const unread = await listQuarantine(cloud, { run: null });
      expect(kept.length + unread.length).toBe(refused);
    },
    LONG_MS,
  );

  it("is told of in figures that the functions write of themselves", () => {
    const { measures } = local.metrics();
    const { TalliesAccepted, TallyLag } = measures["record-tallies"]!;
    expect(TalliesAccepted!.sum).toBeGreaterThanOrEqual(2 * night.recording.length);
    expect(TallyLag).toMatchObject({ unit: "Milliseconds", count: TalliesAccepted!.count });
    const { RecountsPublished, FoldedEntries } = measures["recount-departement"]!;
    expect(RecountsPublished!.sum).toBeGreaterThan(0);
    expect(FoldedEntries!.max).toBeGreaterThan(1);
    expect(measures["publish-night"]!["PublicationDelay"]!.max).toBeGreaterThan(0);
  });

  it("is told of in a log that follows a message from function to function, and holds no secret", () => {
    const said = lines.map((line) => JSON.parse(line) as Said);
    const by = (service: string) => said.filter((one) => one.service === service);
    const recorded = by("record-tallies").flatMap((one) => one.recorded ?? []);
    const known = new Set(recorded.flatMap(({ messageIds }) => messageIds));
    expect(known.size).toBeGreaterThanOrEqual(2 * night.recording.length);
    expect(new Set(recorded.map(({ departement }) => departement))).toEqual(DEPARTEMENTS);
    for (const service of ["recount-departement", "publish-night", "publish-press", "sweep"]) {
      const told = by(service).filter(({ level }) => level === "INFO");
      expect(told.length).toBeGreaterThan(0);
      for (const { run, messageIds } of told) {
        expect(run).toMatch(/^pr2017-t1-/);
        expect(messageIds!.length).toBeGreaterThan(0);
      }
    }
    expect(by("recount-departement").every(({ departement }) => DEPARTEMENTS.has(departement!))).toBe(true);
    expect(lines.filter((line) => /credential|signature|secret|authorization/i.test(line))).toEqual([]);
  });

  it("asks, function by function, for nothing that its deployed policy does not grant", () => {
    const granted = grantedActions(assembly);
    const asked = Object.entries(local.metrics().functions).flatMap(([name, { requests }]) =>
      Object.keys(requests).map((request) => ({ name, action: actionOf(request) })),
    );
    expect(asked.filter(({ name, action }) => !granted.get(name)!.has(action))).toEqual([]);
    expect(new Set(asked.map(({ name }) => name)).size).toBeGreaterThanOrEqual(4);
  });
});
