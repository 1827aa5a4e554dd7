import type { ControlClient } from "#cli/control/client.ts";
import type { CreateRunRequest, RunSummary } from "#cli/control/contract.ts";
import { DEFAULT_SEED, loadNight } from "#cli/operator/night.ts";
import type { Slos } from "#shared/contracts/rehearsal.ts";
import type { AppliedFault } from "#shared/faults/fault.ts";
import { planFaults } from "#shared/faults/plan.ts";
import { judge } from "./check.ts";
import { digestOf } from "./memory/play.ts";
import { readPublished, type Observed } from "./observed.ts";
import { nightOnCloud } from "./report/build.ts";
import type { NightReport } from "./report/model.ts";
import type { Samples } from "./samples.ts";

/** Pages of the quarantine are read to the end. */
const PAGE = 1000;

/** What a night on a cloud was held against besides its messages. */
interface Held {
  /** Limits. */
  readonly slos: Slos | undefined;
  /** Faults of the machines, with how often they struck. */
  readonly machines: readonly AppliedFault[];
}

/** Holds a night that was played on a cloud against what its faults declared and the limits it was given, and reports it. */
export async function judgeLive(
  client: Pick<ControlClient, "document" | "quarantine" | "differences">,
  request: CreateRunRequest,
  summary: RunSummary,
  samples: Samples,
  { slos, machines }: Held,
): Promise<NightReport> {
  const night = await loadNight(request);
  const planned = night.faulted ?? planFaults(night, [], request.options?.seed ?? DEFAULT_SEED);
  const { run } = summary;
  const published = await readPublished(run, async (path) => {
    const body = await client.document(path);
    return body === null ? null : new TextDecoder().decode(body);
  });
  // What could not be read has no run: of that, only what this night injected is its own.
  const injected = new Set(planned.extras.map((shot) => digestOf(shot.body(run))));
  const nameless = (await quarantined(client, "_")).filter(({ digest }) => injected.has(digest));
  const quarantine = [...(await quarantined(client, run)), ...nameless];
  const observed: Observed = { ...published, quarantine, deadLetters: [], leaks: [], setbacks: [] };
  const differences = (await client.differences(run)) ?? [];
  const conservation = { holds: summary.conservation, differences, differenceCount: differences.length };
  const struck = { ...planned, applied: [...planned.applied, ...machines] };
  const findings = judge({ run, night: struck, digest: digestOf, observed, conservation });
  return nightOnCloud(night.dossier, struck, observed, findings, summary, samples.points, slos);
}

async function quarantined(client: Pick<ControlClient, "quarantine">, run: string): Promise<Observed["quarantine"]> {
  const entries: { readonly digest: string; readonly code: string }[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await client.quarantine({ run, limit: PAGE, ...(after !== undefined && { after }) });
    entries.push(...page.entries);
    after = page.next;
  }
  return entries;
}
