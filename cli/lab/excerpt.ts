import type { Night } from "#cli/operator/night.ts";

/** The part of a night that plays in some communes, as if the country had no others. Their order is the dossier's. */
export function communesOf({ dossier, recording }: Night, communes: readonly string[]): Night {
  const kept = new Set(communes);
  const parts = dossier.parts.flatMap((part) => {
    const inside = part.communes.filter(({ code }) => kept.has(code));
    const voting = new Set(inside.flatMap(({ bureaux }) => bureaux.map(({ unite }) => unite)));
    const unites = part.unites.filter(({ code }) => voting.has(code));
    return inside.length === 0 ? [] : [{ ...part, communes: inside, unites }];
  });
  const departements = dossier.head.departements.map((row) => {
    const inside = parts.find(({ departement }) => departement === row.code)?.communes ?? [];
    const bureaux = inside.flatMap((commune) => commune.bureaux);
    const inscrits = bureaux.reduce((sum, bureau) => sum + bureau.inscrits, 0);
    return { ...row, communes: inside.length, bureaux: bureaux.length, inscrits };
  });
  const cut = {
    dossier: { head: { ...dossier.head, departements }, parts },
    recording: recording.filter(({ tally }) => kept.has(tally.commune)),
  };
  return excerptOf(
    cut,
    parts.map(({ departement }) => departement),
  );
}

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
