import { TALLY_DATASCHEMA, TALLY_EVENT_TYPE, type TallyMessage } from "../contracts/tally.ts";
import type { RecordedTally } from "./recording.ts";

/** The message of a recorded tally in a run. The same version of the same bureau always makes the same bytes. */
export function messageOf(run: string, { at, tally }: RecordedTally): TallyMessage {
  const subject = `${tally.commune}/${tally.bureau}`;
  return {
    specversion: "1.0",
    id: `${run}/${tally.tour}/${subject}/${tally.version}`,
    source: `/vingt-heures/runs/${run}`,
    type: TALLY_EVENT_TYPE,
    time: new Date(at).toISOString(),
    subject,
    dataschema: TALLY_DATASCHEMA,
    datacontenttype: "application/json",
    data: { run, ...tally },
  };
}
