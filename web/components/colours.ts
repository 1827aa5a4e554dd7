import { h, type Element } from "../tree/node.ts";

/**
 * How candidatures are told apart: a hue and a weave each, so that a map reads without colour. Known nuances and names keep the hue
 * under which the French press shows them; others take a place by their order on the ballot. A name always stands beside.
 */
const SLOTS = 12;

/** Of two that share a slot, the one named first has it. */
const BY_NUANCE: Readonly<Record<string, number>> = {
  REM: 0,
  ENS: 0,
  LREM: 0,
  HOR: 0,
  MAJ: 0,
  MDM: 10,
  REN: 0,
  LR: 1,
  UMP: 1,
  UDI: 11,
  DVD: 8,
  RN: 2,
  FN: 2,
  UXD: 2,
  DSV: 10,
  REC: 10,
  DXD: 10,
  EXD: 10,
  FI: 3,
  FG: 3,
  PG: 3,
  NUP: 3,
  UG: 3,
  SOC: 4,
  RDG: 4,
  DVG: 9,
  ECO: 5,
  VEC: 5,
  COM: 6,
  EXG: 6,
  DXG: 6,
  DIV: 7,
  REG: 7,
  DLF: 10,
  DVC: 11,
  CEN: 11,
  UC: 11,
  UCD: 1,
  UD: 1,
  NC: 7,
};

/** Candidates for the presidency and national lists, by the id that our readers of the official files give them. */
const BY_NAME: Readonly<Record<string, number>> = {
  MACRON: 0,
  BAYROU: 0,
  FILLON: 1,
  SARKOZY: 1,
  PECRESSE: 1,
  "LE-PEN": 2,
  MELENCHON: 3,
  HAMON: 4,
  HOLLANDE: 4,
  HIDALGO: 4,
  JOLY: 5,
  JADOT: 5,
  LASSALLE: 7,
  ROUSSEL: 6,
  ARTHAUD: 6,
  ASSELINEAU: 8,
  CHEMINADE: 9,
  "DUPONT-AIGNAN": 10,
  ZEMMOUR: 10,
  POUTOU: 11,
  RENAISSANCE: 0,
  "UNION-DROITE-CENTRE": 1,
  "PRENEZ-LE-POUVOIR": 2,
  "LA-FRANCE-INSOUMISE": 3,
  "ENVIE-D-EUROPE": 4,
  "EUROPE-ECOLOGIE": 5,
  "POUR-L-EUROPE-DES-GENS": 6,
  "DEBOUT-LA-FRANCE": 10,
};

/** Slots that stand for no great party: what shares a nuance with another takes one of them first. */
const NEUTRAL = [7, 10, 11, 9, 8];

/** A nuance without what lists (`LDVG`) and binômes (`BC-DVG`) bear before it. */
const bare = (code: string): string => (code in BY_NUANCE ? code : code.replace(/^(?:L|BC-)/, ""));

const ofNuance = (code: string): number | undefined => BY_NUANCE[bare(code)];

/** Its place in the table; those that are not in it come last, in their order. */
const rankOf = (code: string): number => Object.keys(BY_NUANCE).indexOf(bare(code)) + 1 || Infinity;

/** Its slot, 0–11, by id; no two of a ballot share one before all are taken, so that two lists of one nuance are told apart. */
export function slotsOf(
  candidatures: readonly { readonly id: string; readonly nuance?: string }[],
): (id: string) => number {
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  const take = (id: string, slot: number): void => {
    slots.set(id, slot);
    taken.add(slot);
  };
  const claims = candidatures
    .map(({ id, nuance }) => ({ id, own: ofNuance(nuance ?? id) ?? BY_NAME[id], rank: rankOf(nuance ?? id) }))
    .toSorted((a, b) => a.rank - b.rank);
  for (const { id, own } of claims) if (own !== undefined && !taken.has(own)) take(id, own);
  candidatures.forEach(({ id, nuance }, order) => {
    if (slots.has(id)) return;
    const inTurn = Array.from({ length: SLOTS }, (_, i) => (order + i) % SLOTS);
    const known = ofNuance(nuance ?? id) !== undefined;
    const free = [...(known ? NEUTRAL : []), ...inTurn].find((slot) => !taken.has(slot));
    take(id, free ?? NEUTRAL[order % NEUTRAL.length]!);
  });
  return (id) => slots.get(id) ?? ofNuance(id) ?? 7;
}

/** The class that sets a slot's hue. */
export const hue = (slot: number): string => `hue-${slot}`;

/** The weave of a slot, to fill an area with: `fill="url(#weave-3)"`. */
export const weave = (slot: number): string => `url(#weave-${slot})`;

/** The weaves of all slots, to be put once in a page: what fills an area or a swatch names them. */
export const weaves = (): Element =>
  h(
    "svg",
    { class: "weaves", key: "weaves", width: 0, height: 0, "aria-hidden": "true", focusable: "false" },
    h("defs", {}, ...Array.from({ length: SLOTS }, (_, slot) => weaveOf(slot))),
  );

function weaveOf(slot: number): Element {
  const size = 10;
  const ground = h("rect", { width: size, height: size, class: `${hue(slot)} ground` });
  const lines: readonly Element[] = [
    [],
    [h("path", { d: "M0 10 10 0" })],
    [h("circle", { cx: 5, cy: 5, r: 1.8 })],
    [h("path", { d: "M0 5H10" })],
    [h("path", { d: "M5 0V10" })],
    [h("path", { d: "M0 0 10 10" })],
  ][slot % 6]!;
  return h(
    "pattern",
    { id: `weave-${slot}`, width: size, height: size, patternUnits: "userSpaceOnUse" },
    ground,
    h("g", { class: "thread" }, ...lines),
  );
}
