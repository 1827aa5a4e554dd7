import type { DossierHead, DossierPart } from "../contracts/dossier.ts";
import {
  PARTICIPATION_EVENT_TYPE,
  participationMessageSchema,
  type ParticipationMessage,
} from "../contracts/participation.ts";
import { tallyMessage, type Tally, type TallyMessage } from "../contracts/tally.ts";
import { arithmeticRefusals } from "./arithmetic.ts";
import { ledgerKey, pack, type Admitted } from "./packing.ts";
import { admitParticipation } from "./participation.ts";
import { refusal, type Checked, type Refusal } from "./refusals.ts";
import { departementsOf, registerOf, type Station } from "./register.ts";

/** Longest body that can be one bureau's tally, in UTF-16 units: 500 candidatures fit many times. */
export const LONGEST_BODY = 131_072;

/** Reads a queue message's body: size, JSON, shape. Identity and figures come after ({@link admit}). */
export function readMessage(body: string): Checked<TallyMessage | ParticipationMessage> {
  if (body.length > LONGEST_BODY)
    return { refusals: [refusal("T-TAILLE", "", `au plus ${LONGEST_BODY} caractères`, String(body.length))] };
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    return { refusals: [refusal("T-JSON", "", "un document JSON", error instanceof Error ? error.message : body)] };
  }
  return hasType(value, PARTICIPATION_EVENT_TYPE) ? readParticipation(value) : readTally(value);
}

const hasType = (value: unknown, type: string): boolean =>
  typeof value === "object" && value !== null && "type" in value && value.type === type;

function readTally(value: unknown): Checked<TallyMessage> {
  const parsed = tallyMessage.safeParse(value);
  if (!parsed.success) return { refusals: parsed.error.issues.slice(0, 10).map((issue) => shapeRefusal(issue, value)) };
  const message = parsed.data;
  const subject = `${message.data.commune}/${message.data.bureau}`;
  if (message.subject !== subject) return { refusals: [refusal("T-ENVELOPPE", "subject", subject, message.subject)] };
  return { ok: message };
}

function readParticipation(value: unknown): Checked<ParticipationMessage> {
  const parsed = participationMessageSchema.safeParse(value);
  if (!parsed.success) return { refusals: parsed.error.issues.slice(0, 10).map((issue) => shapeRefusal(issue, value)) };
  const { subject, data } = parsed.data;
  const expected = `${data.departement}/${data.heure}`;
  if (subject !== expected) return { refusals: [refusal("T-ENVELOPPE", "subject", expected, subject)] };
  return { ok: parsed.data };
}

function shapeRefusal(
  issue: { readonly path: readonly PropertyKey[]; readonly message: string },
  value: unknown,
): Refusal {
  const found = issue.path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
  const field = issue.path.map(String).join(".");
  const code = field === "data.version" && typeof found === "number" ? "T-VERSION" : "T-FORME";
  return refusal(code, field, issue.message, found === undefined ? "absent" : found);
}

/** Holds a well-formed message against the dossier's head: run, scrutin, tour, département. */
export function headRefusals(
  tally: Pick<Tally, "run" | "scrutin" | "tour" | "departement">,
  head: DossierHead | null,
): readonly Refusal[] {
  if (!head) return [refusal("T-RUN", "data.run", "un run créé", tally.run)];
  if (tally.scrutin !== head.scrutin.id) return [refusal("T-RUN", "data.scrutin", head.scrutin.id, tally.scrutin)];
  if (tally.tour !== head.tour) return [refusal("T-RUN", "data.tour", String(head.tour), tally.tour)];
  if (!departementsOf(head).has(tally.departement)) {
    return [refusal("T-DEPARTEMENT", "data.departement", "un département du dossier", tally.departement)];
  }
  return [];
}

/** Holds a message against its part of the dossier, then its figures against each other, and packs it for the ledger. */
export function admit(
  message: TallyMessage | ParticipationMessage,
  head: DossierHead,
  part: DossierPart,
): Checked<Admitted> {
  if (message.type === PARTICIPATION_EVENT_TYPE) return admitParticipation(message, head, part);
  const tally = message.data;
  const register = registerOf(head, part);
  const station =
    register.stations.get(`${tally.commune}#${tally.bureau}`) ??
    (head.bureauxInattendus === "comptes" ? register.unexpected(tally.commune, tally.bureau) : null);
  if (!station) {
    return register.communes.has(tally.commune)
      ? { refusals: [refusal("T-BUREAU", "data.bureau", "un bureau du dossier", tally.bureau)] }
      : { refusals: [refusal("T-COMMUNE", "data.commune", "une commune du dossier", tally.commune)] };
  }
  const voix = voixInOrder(tally.voix, station);
  if ("refusals" in voix) return voix;
  const refusals = arithmeticRefusals(tally, voix.ok, station, head.blancs === "avec-nuls");
  if (refusals.length > 0) return { refusals };
  const content = pack({
    inscrits: tally.inscrits,
    emargements: tally.emargements ?? -1,
    votants: tally.votants,
    blancs: tally.blancs ?? 0,
    nuls: tally.nuls ?? tally.blancsNuls ?? 0,
    exprimes: tally.exprimes,
    voix: voix.ok,
    at: Date.parse(message.time),
    messageId: message.id,
  });
  return { ok: { key: ledgerKey(tally.commune, tally.bureau, tally.version, content), content } };
}

/** Every candidature named once, none else: read by the ballot's ids, which is faster than walking the message's. */
function voixInOrder(voix: Tally["voix"], station: Station): Checked<number[]> {
  const { candidatures, position } = station.ballot;
  const ordered: number[] = [];
  for (const { id } of candidatures) {
    const count = Object.hasOwn(voix, id) ? voix[id] : undefined;
    if (count === undefined) break;
    ordered.push(count);
  }
  const ids = Object.keys(voix);
  if (ordered.length === candidatures.length && ids.length === ordered.length) return { ok: ordered };
  const unknown = ids.find((id) => !position.has(id));
  if (unknown !== undefined) {
    return { refusals: [refusal("T-CANDIDATURE", `data.voix.${unknown}`, "une candidature de l'unité", unknown)] };
  }
  const { id } = candidatures[ordered.length]!;
  return { refusals: [refusal("T-CANDIDATURE", `data.voix.${id}`, "un nombre de voix, zéro compris", "absent")] };
}
