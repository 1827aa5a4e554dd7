import type { FranceDocument } from "#shared/documents/national.ts";

/** National documents made by hand: what the page reads during a night. */

const CANDIDATURES = [
  ["macron", "MACRON", "Emmanuel", 8_656_346],
  ["le-pen", "LE PEN", "Marine", 7_678_491],
  ["fillon", "FILLON", "François", 7_212_995],
  ["melenchon", "MÉLENCHON", "Jean-Luc", 7_059_951],
  ["hamon", "HAMON", "Benoît", 2_291_288],
  ["dupont-aignan", "DUPONT-AIGNAN", "Nicolas", 1_695_000],
] as const;
const DEPARTEMENTS = [
  ["01", "Ain", 588],
  ["2A", "Corse-du-Sud", 196],
  ["59", "Nord", 2_008],
  ["75", "Paris", 896],
  ["93", "Seine-Saint-Denis", 803],
  ["971", "Guadeloupe", 395],
  ["04", "Alpes-de-Haute-Provence", 258],
  ["ZZ", "Français établis hors de France", 866],
] as const;
const EXPECTED = DEPARTEMENTS.reduce((sum, [, , bureaux]) => sum + bureaux, 0);

/** @param share of the count, 0–1. @param sequence of the document. */
export function franceDocument(share: number, sequence: number, sousEmbargo: boolean): FranceDocument {
  const part = (whole: number): number => Math.round(whole * share);
  const progress = (expected: number): { expected: number; counted: number } => ({ expected, counted: part(expected) });
  const inscrits = progress(47_582_183);
  const totaux = {
    inscrits: inscrits.counted,
    votants: part(37_003_728),
    blancs: part(659_997),
    nuls: part(289_337),
    exprimes: part(36_054_394),
  };
  const complet = share === 1;
  const open: FranceDocument = {
    format: "vingt-heures/france@1",
    run: "pr2017-t1-20261122-2000-k3f",
    scrutin: "presidentielle-2017",
    nom: "Élection présidentielle 2017",
    tour: 1,
    sequence,
    instant: sousEmbargo ? "2017-04-23T17:42:00.000Z" : "2017-04-23T20:14:00.000Z",
    publieLe: "2026-11-22T19:00:00.000Z",
    supersedes: null,
    source: "Conseil constitutionnel, décision du 26 avril 2017.",
    genere: "Les figures par commune et par bureau sont inventées ; seuls les totaux nationaux sont officiels.",
    sousEmbargo,
    embargo: "2017-04-23T18:00:00.000Z",
    complet,
    bureaux: progress(EXPECTED),
    communes: progress(35_000),
    inscrits,
    participation: { inscrits: totaux.inscrits, votants: totaux.votants },
    departements: DEPARTEMENTS.map(([code, nom, bureaux], index) => ({
      code,
      nom,
      region: null,
      sequence: share > 0 ? sequence : 0,
      complet,
      bureaux: progress(bureaux),
      communes: progress(300),
      inscrits: progress(400_000),
      participation: { inscrits: part(400_000), votants: part(311_000) },
      ...(sousEmbargo ? {} : { tete: share > 0 ? (CANDIDATURES[index % 4]?.[0] ?? null) : null }),
    })),
    regions: [],
  };
  if (sousEmbargo) return open;
  return {
    ...open,
    totaux,
    candidatures: CANDIDATURES.map(([id, nom, prenom, voix]) => ({
      id,
      nom,
      prenom,
      voix: part(voix),
      pourcentExprimes: `${((voix * 100) / 36_054_394).toFixed(2).replace(".", ",")}`,
      pourcentInscrits: "10,00",
    })),
    anomalies: 0,
    corrections: 0,
    outcome: {
      statut: complet ? "BALLOTTAGE" : "INCOMPLET",
      candidatures: CANDIDATURES.map(([id, , , voix], rank) => ({
        id,
        voix: part(voix),
        statut: complet ? (rank < 2 ? "QUALIFIE_SEUIL" : "NON_QUALIFIE") : "OUVERT",
      })),
      etapes: [],
      regle: "presidentielle@2017",
      articles: ["Constitution, art. 7"],
    },
    resultSha256: "0".repeat(64),
  };
}
