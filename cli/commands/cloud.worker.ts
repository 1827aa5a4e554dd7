import { parentPort, workerData } from "node:worker_threads";
import { ensureAssembly } from "#cli/local/assembly.ts";
import { startLocalCloud } from "#cli/local/cloud.ts";
import type { CloudMessage } from "./host.ts";

/**
 * The local cloud in a thread of its own: its event sources talk to the queues all night, and would share one thread with
 * the sender and the reader of the night. It ends when it is told to.
 */
const tell = (message: CloudMessage): void => parentPort!.postMessage(message);

const cloud = await startLocalCloud({
  assembly: await ensureAssembly(workerData as string),
  onWarning: (text) => tell({ kind: "warning", text }),
  onEvent: (event) => void (event.type === "broken" && tell({ kind: "broken", error: event.error })),
});
parentPort!.once("message", () => {
  void cloud.stop().then(() => {
    tell({ kind: "stopped" });
    parentPort!.close();
  });
});
tell({ kind: "ready", outputs: cloud.outputs, endpoints: cloud.endpoints });
