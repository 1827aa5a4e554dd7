/**
 * Which communes stand together, loaded when a reader opens one of them: `intercommunalites.txt`, made at build time from
 * `@etalab/decoupage-administratif`. A line is the name of an intercommunalité, `>`, and the INSEE codes of its communes in order; a code
 * that begins as the one before it is its last three characters.
 */

export interface Intercommunalite {
  readonly nom: string;
  /** INSEE codes of its communes, as of today. */
  readonly communes: readonly string[];
}

const PREFIX = 2;

/** Writes the file. */
export const writeIntercommunalites = (all: readonly Intercommunalite[]): string =>
  all
    .map(({ nom, communes }) => {
      const codes = communes.toSorted();
      const short = codes.map((code, i) =>
        codes[i - 1]?.slice(0, PREFIX) === code.slice(0, PREFIX) ? code.slice(PREFIX) : code,
      );
      return `${nom}>${short.join(" ")}`;
    })
    .join("\n");

/** The intercommunalité of a commune; `null`: it is in none, or is no commune of today. */
export function intercommunaliteOf(text: string, commune: string): Intercommunalite | null {
  const end = commune.slice(PREFIX);
  for (const line of text.split("\n")) {
    if (!line.includes(end)) continue;
    const [nom = "", list = ""] = line.split(">");
    let prefix = "";
    const communes = list.split(" ").map((code) => {
      if (code.length > end.length) prefix = code.slice(0, PREFIX);
      return code.length > end.length ? code : prefix + code;
    });
    if (communes.includes(commune)) return { nom, communes };
  }
  return null;
}
