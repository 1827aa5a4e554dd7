import type { Dossier } from "#shared/contracts/dossier.ts";
import { dossierOf } from "../factories.ts";

/** D = 01 with communes a, b (three bureaux), c; E = 03 with one; région R = {D, E} (catalogue §6.3), and the French abroad. */
export function traceDossier(abroad = false): Dossier {
  const bureau = (code: string) => ({ code, inscrits: 1000 });
  const dossier = dossierOf({
    head: { genere: null },
    communes: {
      "01": {
        "01001": [bureau("0001")],
        "01002": [bureau("0001"), bureau("0002"), bureau("0003")],
        "01003": [bureau("0001")],
      },
      "03": { "03001": [bureau("0001")] },
      ...(abroad && { ZZ: { ZZ001: [bureau("0001")], ZZ002: [bureau("0001")] } }),
    },
  });
  return {
    ...dossier,
    head: {
      ...dossier.head,
      departements: dossier.head.departements.map((row) => ({ ...row, region: row.code === "ZZ" ? null : "84" })),
    },
  };
}
