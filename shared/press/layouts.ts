import type { DossierHead } from "../contracts/dossier.ts";
import { PressError } from "./errors.ts";
import { tree2017 } from "./tree-2017.ts";
import { tree2024 } from "./tree-2024.ts";
import type { PressTree, TreeContext } from "./tree.ts";

/** Scrutins that have a layout, by type: what the ministry calls them in paths, and which layout. */
const SCRUTINS: Readonly<Record<string, { readonly sigle: string; readonly layout: "2017" | "2024" }>> = {
  presidentielle: { sigle: "PR", layout: "2017" },
  legislatives: { sigle: "LG", layout: "2024" },
  europeennes: { sigle: "EU", layout: "2024" },
};

/** First polling year whose results the layouts can say: blank ballots are counted apart, and the files of 2012 were never redone (PUB-30). */
const FIRST_YEAR = 2017;

/** First folder of a tree: `PR2017`; `EssaiPR2017` when figures are invented, so that no importer takes them for real (PUB-29). */
function rootOf({ scrutin, genere }: Pick<DossierHead, "scrutin" | "genere">): string {
  return `${genere === null ? "" : "Essai"}${SCRUTINS[scrutin.type]?.sigle}${scrutin.date.slice(0, 4)}`;
}

/**
 * Checks that a dossier has a press tree. @returns its first folder
 * @throws PressError `P-SCRUTIN` for a type without layout, `P-ANNEE` for a scrutin of before 2017
 */
export function pressRoot(head: Pick<DossierHead, "scrutin" | "genere" | "blancs">): string {
  const { type, date } = head.scrutin;
  if (SCRUTINS[type] === undefined)
    throw new PressError(
      "P-SCRUTIN",
      type,
      `pas d'arborescence de presse connue pour ce scrutin (${Object.keys(SCRUTINS).join(", ")}). Jouez-le sans --press.`,
    );
  if (Number(date.slice(0, 4)) < FIRST_YEAR || head.blancs !== "separes")
    throw new PressError(
      "P-ANNEE",
      date,
      `les fichiers de presse connus commencent en ${FIRST_YEAR}, blancs et nuls comptés à part. Jouez ce scrutin sans --press.`,
    );
  return rootOf(head);
}

/** The layout of a dossier at work. @throws PressError as {@link pressRoot} */
export function treeOf(head: DossierHead, earlier?: TreeContext["earlier"]): PressTree {
  const context = { head, root: pressRoot(head), ...(earlier && { earlier }) };
  return SCRUTINS[head.scrutin.type]?.layout === "2017" ? tree2017(context) : tree2024(context);
}
