import type { StandingDocument, StandingRow } from "#shared/documents/standing.ts";
import type { Place } from "../address.ts";
import type { Entry, EntryKind } from "./search-index.ts";

/**
 * What a night adds to the names of France: where its seats are filled, and who stands there.
 * @param departements names by code. @param known codes of the communes among the names of France: those of a past night may not be.
 */
export function standingEntries(
  standing: StandingDocument | null,
  departements: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): readonly Entry[] {
  return (standing?.unites ?? []).flatMap((row): Entry[] => {
    const [departement, type, code, , candidatures] = row;
    const place: Place =
      type === "nation"
        ? { kind: "france" }
        : type === "commune"
          ? { kind: "commune", code }
          : { kind: "unite", departement, code };
    const name = uniteName(row, departements);
    const people = candidatures.map((one): Entry => ({
      kind: "candidat",
      name: one,
      detail: name,
      place,
      weight: type === "nation" ? 40 : 10,
    }));
    if (type === "nation" || (type === "commune" && known.has(code))) return people;
    const detail = type === "commune" ? (departements.get(departement) ?? departement) : code;
    return [{ kind: kindOf(type), name, detail, place, weight: type === "commune" ? 5 : 20 }, ...people];
  });
}

const UNITES = ["commune", "circonscription", "canton", "secteur", "section", "departement", "region"] as const;

const kindOf = (type: string): EntryKind => UNITES.find((one) => one === type) ?? "collectivite";

/** A circonscription is asked for by its département and number, `Nord 5`; a canton or a secteur by its name. */
function uniteName([departement, type, code, nom]: StandingRow, departements: ReadonlyMap<string, string>): string {
  if (type !== "circonscription") return nom === "" ? code : nom;
  const number = code.startsWith(departement) ? code.slice(departement.length).replace(/^0+/, "") : code;
  return `${departements.get(departement) ?? departement} ${number}`;
}
