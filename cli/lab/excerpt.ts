import type { Night } from "#cli/operator/night.ts";

/** The part of a night that plays in some départements, as if the country had no others. Their order is the dossier's. */
export function excerptOf({ dossier, recording }: Night, departements: readonly string[]): Night {
  const kept = new Set(departements);
  const rows = dossier.head.departements.filter(({ code }) => kept.has(code));
  const regions = new Set(rows.map(({ region }) => region));
  return {
    dossier: {
      head: {
        ...dossier.head,
        departements: rows,
        regions: dossier.head.regions.filter(({ code }) => regions.has(code)),
      },
      parts: dossier.parts.filter(({ departement }) => kept.has(departement)),
    },
    recording: recording.filter(({ tally }) => kept.has(tally.departement)),
  };
}
