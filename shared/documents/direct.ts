import { seal, type FranceDocument, type Sealed } from "./national.ts";

/** What readers may know of the nation, whichever document says it. */
export type Nation = Omit<FranceDocument, "format">;

/**
 * `latest/direct.json`: the national document for who follows it live, half its weight. It leaves out what only a territory's page
 * needs, the hashes of the documents below, the unites one by one and the participation of each département at noon and at five, and names
 * the whole one.
 */
export interface DirectDocument extends Nation {
  readonly format: "vingt-heures/direct@1";
  /** Hash of the national document, which is at `objects/<hash>.json`; `null` under embargo, where it is held. */
  readonly france: string | null;
}

/** What `latest/direct.json` holds from the creation of a run to its first publication: a reader who comes early meets no absence. */
export const NOT_YET = "null";

/** What is followed live of a national document as readers see it. */
export function directDocument({ document, sha256 }: Sealed<FranceDocument>): Sealed<DirectDocument> {
  const { outcome, departements, regions, ...rest } = document;
  return seal({
    ...rest,
    format: "vingt-heures/direct@1",
    france: document.sousEmbargo ? null : sha256,
    ...(outcome !== undefined && {
      outcome: "statuts" in outcome ? { ...outcome, unites: [], partagees: [] } : outcome,
    }),
    departements: departements.map(
      ({ object: _object, bureauxObject: _bureaux, participations: _participations, ...row }) => row,
    ),
    regions: regions.map(({ code, nom, complet }) => ({ code, nom, complet })),
  });
}
