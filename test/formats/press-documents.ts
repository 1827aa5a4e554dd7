import type { PressDocument } from "#shared/press/press-file.ts";

/** Files of a press tree of 2017: a commune alone and with its département, and the département. Invented figures. */

const scrutin = { type: "Présidentielle", annee: 2017 };
const tour = (voix: readonly number[]) => {
  const exprimes = voix.reduce((a, b) => a + b, 0);
  return {
    tour: 1,
    mentions: { inscrits: 100, votants: 90, blancs: 6, nuls: 84 - exprimes, exprimes },
    scores: voix.map((votes, i) => ({
      panneau: i + 1,
      nom: `NOM${i}`,
      prenom: "X",
      civilite: i ? "Mme" : "M.",
      voix: votes,
    })),
  };
};
const departement = {
  scrutin,
  region: { code: "84", code3: "084", nom: "Auvergne-Rhône-Alpes" },
  departement: { code: "01", codeMin: "01", code3: "001", nom: "Ain" },
};
export const DOCUMENTS: readonly PressDocument[] = [
  {
    layout: "2017",
    kind: "communes",
    ...departement,
    communes: [{ code: "004", nom: "Ici", tours: [tour([50, 30])] }],
  },
  { layout: "2017", kind: "commune", ...departement, commune: { code: "004", nom: "Ici", tours: [tour([50, 30])] } },
  { layout: "2017", kind: "departement", ...departement, tours: [tour([40, 20])] },
];
