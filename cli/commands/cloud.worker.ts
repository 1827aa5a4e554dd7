import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { ensureAssembly } from "#cli/local/assembly.ts";
import { startLocalCloud } from "#cli/local/cloud.ts";
import { localFaults } from "#cli/lab/local-faults.ts";
import type { CloudMessage, CloudOrder, CloudQuestion } from "./host.ts";

/**
 * The local cloud in a thread of its own: its event sources talk to the queues all night, and would share one thread with
 * the sender and the reader of the night. It tells what was used, and ends, when it is asked to.
 */
const tell = (message: CloudMessage): void => parentPort!.postMessage(message);

const { root, rules } = workerData as CloudOrder;

const faults = rules.length === 0 ? undefined : localFaults(rules, Date.now);
const cloud = await startLocalCloud({
  assembly: once(parentPort!, "message").then(([order]: CloudQuestion[]) => {
    if (order !== "assembled") throw new Error("nothing to run");
    return ensureAssembly(root);
  }),
  ...(faults?.wires && { wires: faults.wires }),
  onWarning: (text) => tell({ kind: "warning", text }),
  onEvent: (event) => void (event.type === "broken" && tell({ kind: "broken", error: event.error })),
});
if (faults !== undefined) cloud.faults.intercept(faults.interceptor);
parentPort!.on("message", (asked: CloudQuestion) => {
  if (asked === "usage") return tell({ kind: "usage", usage: cloud.metrics() });
  if (asked === "strikes") return tell({ kind: "strikes", strikes: faults?.strikes.ofAll(rules) ?? [] });
  void cloud.stop().then(() => {
    tell({ kind: "stopped" });
    parentPort!.close();
  });
});
tell({ kind: "ready", outputs: cloud.outputs, endpoints: cloud.endpoints });
