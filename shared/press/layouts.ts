import type { DossierHead } from "../contracts/dossier.ts";
import { PressError } from "./errors.ts";
import { tree2017 } from "./tree-2017.ts";
import { tree2024 } from "./tree-2024.ts";
import { tree2026 } from "./tree-2026.ts";
import { treeCantons } from "./tree-cantons.ts";
import { treeCirconscriptions } from "./tree-circonscriptions.ts";
import { treeRegions } from "./tree-regions.ts";
import type { PressTree, TreeContext } from "./tree.ts";

/** A layout that a type of scrutin had from a year on. */
interface Layout {
  readonly depuis: number;
  readonly tree: (context: TreeContext) => PressTree;
}

/** Scrutins that have a layout, by type: what the ministry calls them in paths, and the layouts they had, the last first. */
const SCRUTINS: Readonly<Record<string, { readonly sigle: string; readonly layouts: readonly Layout[] }>> = {
  presidentielle: { sigle: "PR", layouts: [{ depuis: 2017, tree: tree2017 }] },
  legislatives: {
    sigle: "LG",
    layouts: [
      { depuis: 2024, tree: tree2024 },
      { depuis: 2017, tree: treeCirconscriptions },
    ],
  },
  europeennes: { sigle: "EU", layouts: [{ depuis: 2024, tree: tree2024 }] },
  departementales: { sigle: "DP", layouts: [{ depuis: 2015, tree: treeCantons }] },
  regionales: { sigle: "RG", layouts: [{ depuis: 2015, tree: treeRegions }] },
  municipales: { sigle: "MUN", layouts: [{ depuis: 2026, tree: tree2026 }] },
  senatoriales: { sigle: "SN", layouts: [{ depuis: 2026, tree: tree2026 }] },
};

type Asked = Pick<DossierHead, "scrutin" | "genere" | "blancs">;

const yearOf = ({ scrutin }: Asked): number => Number(scrutin.date.slice(0, 4));

/**
 * The layout of a dossier.
 * @throws PressError `P-SCRUTIN` for a type whose tree nobody described, `P-ANNEE` for a year of it whose tree nobody did
 */
function layoutOf(head: Asked): Layout & { readonly sigle: string } {
  const { type, date } = head.scrutin;
  const scrutin = SCRUTINS[type];
  if (scrutin === undefined)
    throw new PressError(
      "P-SCRUTIN",
      type,
      `aucune source publique ne décrit l'arborescence de presse de ce scrutin (elles décrivent ${Object.keys(SCRUTINS).join(", ")}). Jouez-le sans --press.`,
    );
  const layout = scrutin.layouts.find(({ depuis }) => depuis <= yearOf(head));
  if (layout === undefined || head.blancs !== "separes")
    throw new PressError(
      "P-ANNEE",
      date,
      `l'arborescence de presse de ce scrutin n'est décrite par des sources publiques que depuis ${scrutin.layouts.at(-1)!.depuis}, blancs et nuls comptés à part. Jouez-le sans --press.`,
    );
  return { ...layout, sigle: scrutin.sigle };
}

/**
 * First folder of a tree: `PR2017`; `EssaiPR2017` when figures are invented, so that no importer takes them for real (PUB-29).
 * @throws PressError when the dossier has no tree: `P-SCRUTIN`, `P-ANNEE`
 */
export const pressRoot = (head: Asked): string =>
  `${head.genere === null ? "" : "Essai"}${layoutOf(head).sigle}${yearOf(head)}`;

/** The layout of a dossier at work. @throws PressError as {@link pressRoot} */
export const treeOf = (context: Omit<TreeContext, "root">): PressTree =>
  layoutOf(context.head).tree({ ...context, root: pressRoot(context.head) });
