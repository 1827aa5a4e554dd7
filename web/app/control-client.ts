import type { ClockCommand, Incident, RunStatus } from "#cli/control/contract.ts";
import type { CloudUsage } from "#cli/operator/cloud.ts";
import type { TALLY_EVENT_TYPE } from "#shared/contracts/tally.ts";
import type { BureauForm } from "../components/control.ts";
import type { FranceDocument } from "../documents.ts";

/**
 * The control API as the control room calls it. The token comes by the address's fragment (`#jeton=…`, which no server ever sees)
 * or from the reader, and lives as long as the tab.
 */

/** `TALLY_EVENT_TYPE` of the contract, whose schemas need not come along. */
const TALLY_TYPE = "fr.vingt-heures.tally.v1" satisfies typeof TALLY_EVENT_TYPE;
const KEY = "vingt-heures:jeton";

/** Takes the token out of the address. @returns whether there is one. */
export function takeToken(): boolean {
  const given = /^#jeton=([\w-]{10,100})$/.exec(location.hash)?.[1];
  if (given !== undefined) {
    keepToken(given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(KEY) !== null;
}

export const keepToken = (token: string): void => sessionStorage.setItem(KEY, token);
export const forgetToken = (): void => sessionStorage.removeItem(KEY);

/** What the API refused, in its own words. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "Refused";
    this.status = status;
  }
}

async function ask(method: "GET" | "POST", path: string, body?: object): Promise<unknown> {
  const response = await fetch(`api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ""}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Refused(response.status, (answer as { error: { message: string } }).error.message);
  return answer;
}

export const readStatus = async (run: string): Promise<RunStatus> => (await ask("GET", `runs/${run}`)) as RunStatus;

/** What the functions tell of themselves; nothing on a deployed stack, whose figures are in CloudWatch. */
export async function readMeasures(): Promise<NonNullable<CloudUsage["measures"]>> {
  try {
    return ((await ask("GET", "metrics")) as CloudUsage).measures ?? {};
  } catch (error) {
    if (error instanceof Refused && error.status !== 401) return {};
    throw error;
  }
}

export const sendCommand = async (run: string, command: ClockCommand): Promise<RunStatus> =>
  (await ask("POST", `runs/${run}/clock`, command)) as RunStatus;

export const sendIncident = async (run: string, incident: Incident): Promise<RunStatus> =>
  (await ask("POST", `runs/${run}/incidents`, incident)) as RunStatus;

/** What was filled in for a bureau. */
export interface Figures {
  readonly inscrits: number;
  readonly blancs: number;
  readonly nuls: number;
  /** Where an elector votes for several; else the voix add up to it. */
  readonly exprimes?: number;
  readonly voix: Readonly<Record<string, number>>;
}

/** The last version that was sent of a bureau, which may not be published yet: two tallies must not bear one number. */
const lastSent = new Map<string, number>();

const expressedOf = ({ exprimes, voix }: Figures): number =>
  exprimes ?? Object.values(voix).reduce((sum, count) => sum + count, 0);

export const votantsOf = (figures: Figures): number => figures.blancs + figures.nuls + expressedOf(figures);

/** Sends the next version of a bureau's tally, as the bureau itself would. @param time what the clock of the night shows */
export async function sendCorrection(
  { run, scrutin, tour }: FranceDocument,
  time: string,
  departement: string,
  { commune, bureau, version, together }: BureauForm,
  figures: Figures,
): Promise<void> {
  const { inscrits, blancs, nuls, voix } = figures;
  const station = `${run}-${commune}-${bureau}`;
  const next = Math.max(version, lastSent.get(station) ?? 0) + 1;
  await ask("POST", `runs/${run}/messages`, {
    specversion: "1.0",
    id: `${station}-${next}`,
    source: "/regie",
    type: TALLY_TYPE,
    time,
    subject: `${commune}/${bureau}`,
    data: {
      run,
      scrutin,
      tour,
      departement,
      commune,
      bureau,
      version: next,
      inscrits,
      votants: votantsOf(figures),
      ...(together ? { blancsNuls: nuls } : { blancs, nuls }),
      exprimes: expressedOf(figures),
      voix,
    },
  });
  lastSent.set(station, next);
}
