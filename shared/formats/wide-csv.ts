import type { Family } from "./family.ts";

/**
 * One line a bureau, one column a candidate, nuance or list, whole France in one file: how `aktiur/resultats-electoraux`
 * gives the Ministère de l'Intérieur's results. UTF-8, comma. Nuls are what is left of votants; there is no `blancs`
 * column where the election pooled them with nuls.
 */
export const WIDE_CSV: Family = {
  id: "csv-large",
  nom: "CSV large par bureau de vote",
  columns: [
    { field: "departement", names: ["departement"], required: true },
    { field: "commune", names: ["commune"], required: true },
    { field: "bureau", names: ["bureau"], required: true },
    { field: "circonscription", names: ["circonscription"], required: false },
    { field: "communeNom", names: ["commune_libelle"], required: true },
    { field: "inscrits", names: ["inscrits"], required: true },
    { field: "votants", names: ["votants"], required: true },
    { field: "abstentions", names: ["abstentions"], required: false },
    { field: "blancs", names: ["blancs"], required: false },
    { field: "nuls", names: ["nuls"], required: false },
    { field: "exprimes", names: ["exprimes"], required: true },
  ],
};
