import { departementOf } from "#shared/territory/codes.ts";
import type { Entry } from "./search-index.ts";

/**
 * The names of France in one text of about 37,600 lines, loaded when a reader begins to search: `communes.txt`, made at build
 * time from `@etalab/decoupage-administratif`. A line `=59` gives the first two characters of the INSEE codes that follow. Any
 * other line is the code's last three characters, a letter `a`–`z` that grows with the population, the name; a former commune
 * ends with `>` and the code of the one it is part of. Of those that merged long ago the package knows but the code: they have no name.
 */

/** A commune of today or of the past, or an arrondissement. */
export interface Named {
  readonly code: string;
  readonly nom: string;
  readonly population: number;
  /** INSEE code of the commune that a former one is part of. */
  readonly dans?: string;
}

const WEIGHTS = "abcdefghijklmnopqrstuvwxyz";
const PREFIX = 2;
const CODE = 3;

/** Writes the gazetteer. */
export function writeGazetteer(places: readonly Named[]): string {
  const lines: string[] = [];
  let prefix = "";
  for (const { code, nom, population, dans } of places.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    if (code.slice(0, PREFIX) !== prefix) {
      prefix = code.slice(0, PREFIX);
      lines.push(`=${prefix}`);
    }
    const weight = WEIGHTS[Math.min(WEIGHTS.length - 1, Math.round(Math.log2(1 + population)))];
    lines.push(`${code.slice(PREFIX)}${weight}${nom}${dans === undefined ? "" : `>${dans}`}`);
  }
  return lines.join("\n");
}

/** Reads the gazetteer. @param departements names of the départements by code. */
export function readGazetteer(text: string, departements: ReadonlyMap<string, string>): readonly Entry[] {
  const named: {
    readonly code: string;
    readonly nom: string;
    readonly weight: number;
    readonly dans: string | null;
  }[] = [];
  let prefix = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("=")) prefix = line.slice(1);
    else if (line !== "") {
      const [nom = "", dans = null] = line.slice(CODE + 1).split(">");
      named.push({ code: prefix + line.slice(0, CODE), nom, weight: WEIGHTS.indexOf(line[CODE]!), dans });
    }
  }
  const names = new Map(named.filter(({ dans }) => dans === null).map(({ code, nom }) => [code, nom]));
  return named.map(({ code, nom, weight, dans }): Entry => {
    if (dans !== null) {
      return {
        kind: "ancienne",
        name: nom === "" ? code : nom,
        detail: names.get(dans) ?? "",
        place: { kind: "commune", code: dans },
        before: { kind: "commune", code },
        weight,
      };
    }
    const departement = departementOf(code);
    return {
      kind: ARRONDISSEMENT.test(code) ? "arrondissement" : "commune",
      name: nom,
      detail: [departements.get(departement), departement].filter((part) => part !== undefined).join(", "),
      place: { kind: "commune", code },
      weight,
    };
  });
}

const ARRONDISSEMENT = /^(?:751[0-2]\d|132[01]\d|6938\d)$/;
