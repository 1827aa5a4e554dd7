import { hash } from "node:crypto";
import type { DossierHead, DossierPart } from "../contracts/dossier.ts";
import { HEURES, type Heure, type ParticipationMessage } from "../contracts/participation.ts";
import type { Admitted } from "./packing.ts";
import { refusal, type Checked } from "./refusals.ts";
import { registerOf } from "./register.ts";

/**
 * Participation at 12:00 and 17:00. It lies in the same ledger as the tallies, in keys of its own, so it is as safe from
 * repeats and crashes as they are and never enters their fold:
 *
 *     participation#12:00#001#<digest> → 0|01001,612,180;01002,204,71
 *
 * The first figure tells whether the report was generated.
 */

/** Sorts after every commune code: a ledger in key order ends with it. */
const PREFIX = "participation#";

interface Entry {
  readonly key: string;
  readonly content: string;
}

/** The participation of one département at one hour. */
export interface Participation {
  readonly heure: Heure;
  readonly inscrits: number;
  readonly votants: number;
  /** How many communes have reported. */
  readonly communes: number;
  /** Whether any of it was generated. */
  readonly genere: boolean;
}

/** Holds a report against its part of the dossier: its communes known and named once, no more votants than inscrits. */
export function admitParticipation(
  { data }: ParticipationMessage,
  head: DossierHead,
  part: DossierPart,
): Checked<Admitted> {
  const { communes } = registerOf(head, part);
  const seen = new Set<string>();
  for (const [index, [code, inscrits, votants]] of data.communes.entries()) {
    const field = `data.communes.${index}`;
    if (!communes.has(code)) return { refusals: [refusal("T-COMMUNE", field, "une commune du dossier", code)] };
    if (seen.has(code)) return { refusals: [refusal("T-FORME", field, "chaque commune une fois", code)] };
    if (votants > inscrits) return { refusals: [refusal("T-VOTANTS", field, `au plus ${inscrits}`, votants)] };
    seen.add(code);
  }
  const rows = data.communes.map((row) => row.join(",")).sort();
  const content = `${data.genere ? 1 : 0}|${rows.join(";")}`;
  const digest = hash("sha256", content, "hex").slice(0, 16);
  return { ok: { key: `${PREFIX}${data.heure}#${String(data.version).padStart(3, "0")}#${digest}`, content } };
}

/** Parts a ledger in key order into tallies and participation. */
export function partLedger<E extends Entry>(entries: readonly E[]): { tallies: readonly E[]; reports: readonly E[] } {
  const end = entries.findLastIndex(({ key }) => !key.startsWith(PREFIX)) + 1;
  return end === entries.length
    ? { tallies: entries, reports: [] }
    : { tallies: entries.slice(0, end), reports: entries.slice(end) };
}

/**
 * Folds reports: of each commune the highest version counts, of two contents under it the lowest digest. Any order and
 * any repetition give the same.
 */
export function foldParticipation(reports: readonly Entry[]): Participation[] {
  // In key order: by hour, then version, then digest.
  const sorted = reports.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return HEURES.flatMap((heure) => {
    const rows = new Map<string, { version: string; inscrits: number; votants: number; genere: boolean }>();
    for (const { key, content } of sorted) {
      const [, of, version = ""] = key.split("#");
      if (of !== heure) continue;
      for (const row of content.slice(2).split(";")) {
        const [commune = "", inscrits, votants] = row.split(",");
        if (rows.get(commune)?.version === version) continue;
        rows.set(commune, {
          version,
          inscrits: Number(inscrits),
          votants: Number(votants),
          genere: content.startsWith("1"),
        });
      }
    }
    if (rows.size === 0) return [];
    const all = [...rows.values()];
    return [
      {
        heure,
        inscrits: all.reduce((sum, { inscrits }) => sum + inscrits, 0),
        votants: all.reduce((sum, { votants }) => sum + votants, 0),
        communes: rows.size,
        genere: all.some(({ genere }) => genere),
      },
    ];
  });
}
