import type { KnownEvent } from "#shared/contracts/events.ts";
import { OperatorError } from "#cli/operator/errors.ts";

/** What is asked of a host's `/events`. */
export interface EventQuery {
  readonly run?: string;
  /** Values by field, as `?type=a,b` takes them. */
  readonly filter: Readonly<Record<string, readonly string[]>>;
  /** Id of the last event read. */
  readonly after?: string;
}

/** Events that a host knows. @throws `C-EVENEMENTS` */
export async function knownEvents(url: string, query: EventQuery): Promise<KnownEvent[]> {
  const response = await ask(url, query, { accept: "application/x-ndjson" });
  return (await response.text())
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as KnownEvent);
}

/** Events of a host as they come, those after the cursor first, until the signal aborts or the host ends. @throws `C-EVENEMENTS` */
export async function* followEvents(url: string, query: EventQuery, signal: AbortSignal): AsyncGenerator<KnownEvent> {
  const response = await ask(url, query, {}, signal);
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = block.split("\n").find((line) => line.startsWith("data: "));
        if (data !== undefined) yield JSON.parse(data.slice("data: ".length)) as KnownEvent;
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function ask(
  url: string,
  { run, filter, after }: EventQuery,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Response> {
  const query = new URLSearchParams(
    Object.entries(filter).map(([field, values]): [string, string] => [field, values.join(",")]),
  );
  if (run !== undefined) query.set("run", run);
  if (after !== undefined) query.set("after", after);
  const response = await fetch(`${url}/events?${query}`, { headers, ...(signal && { signal }) });
  if (response.ok) return response;
  throw new OperatorError(
    "C-EVENEMENTS",
    `${url}/events a répondu ${response.status} : ${(await response.text()).slice(0, 300)}`,
  );
}
