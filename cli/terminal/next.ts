import { clean, span, type Line } from "./spans.ts";

/** Where what a night published can still be read. */
export interface Kept {
  readonly run: string;
  /** Folder that it was written into. */
  readonly folder?: string;
  /** Address of a site that goes on serving it, and whether it serves other runs. */
  readonly site?: { readonly url: string; readonly shared: boolean };
}

/** What can be done next with what was published, a command a line; when nothing keeps it, how to have it kept. Pure. */
export function nextLines({ run, folder, site }: Kept): Line[] {
  const row = (label: string, text: string): Line => [span(`  ${label.padEnd(9)}`, "muted"), span(clean(text))];
  const where = folder ?? site?.url;
  if (where === undefined) return [row("Ensuite", "rien n'en reste ; --out DOSSIER garde ce qui est publié")];
  const source = /^[\w@%+=:,./-]+$/.test(where) ? where : `'${where}'`;
  const only = folder === undefined && site?.shared === true ? ` --run ${run}` : "";
  return [
    ...(folder === undefined ? [] : [row("Lire", `${source}/runs/${run}/latest/france.json`)]),
    row("Vérifier", `vingt-heures verify ${source}${only}`),
    row("Exporter", `vingt-heures export ${source}${only} --level commune -o nuit.csv`),
  ];
}
