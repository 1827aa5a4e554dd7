import { readAddress } from "#web/address.ts";
import { changesBetween } from "#web/components/changes.ts";
import { contextOf } from "#web/components/context.ts";
import { documentsOf, type FranceDocument, type PublicRun } from "#web/documents.ts";
import type { Scene } from "#web/pages/scene.ts";
import { sheet } from "#web/pages/sheet.ts";
import { fragment } from "#web/pages/widget.ts";
import { escape, html } from "#web/tree/html.ts";
import { latestPath, objectPath } from "#shared/documents/paths.ts";
import type { ObjectReader } from "#cli/operator/cloud.ts";
import { readFresh } from "#cli/operator/documents.ts";

/** What pages are rendered from: public documents only, so that nothing under embargo can slip into one. */
export interface Published {
  readonly reader: ObjectReader;
  readonly runs: () => Promise<readonly PublicRun[]>;
}

/** Where the shell awaits a page. */
const PLACE = '<div id="page"></div>';

/**
 * The page that an address asks for, as HTML: it can be read without JavaScript, and is there at the first paint; the script then
 * goes on from it. The components are those of the site.
 * @param shell the site's `index.html`; one without a place for the page is left as it is. @param query of the address, `?` included or empty.
 */
export async function renderPage(shell: string, query: string, published: Published): Promise<string> {
  if (!shell.includes(PLACE)) return shell;
  const { context, scene, runs } = await sceneAt(query, published);
  const { title, nodes } = sheet(context, { scene, runs, known: true, tools: null });
  return shell
    .replace('<html lang="fr">', () => `<html lang="${context.address.language}">`)
    .replace(/<title>.*?<\/title>/, () => `<title>${escape(title)}</title>`)
    .replace(PLACE, () => `<div id="page">${html(...nodes)}</div>`);
}

/** A place as a table for somebody else's page, without script nor style; `null`: nothing is published. */
export async function renderFragment(query: string, published: Published): Promise<string | null> {
  const { context, scene } = await sceneAt(query, published);
  return scene === null ? null : html(fragment(context, scene));
}

async function sceneAt(query: string, { reader, runs: list }: Published) {
  const address = readAddress(query);
  const context = contextOf(address);
  const runs = await list();
  const run = address.run ?? runs[0]?.run;
  const read = async <T>(key: string): Promise<T | null> => (await readFresh<T>(reader, key))?.document ?? null;
  const france =
    run === undefined
      ? null
      : await read<FranceDocument>(
          address.at === null ? latestPath.france(run, true) : objectPath(run, address.at, true),
        );
  if (run === undefined || france === null) return { context, scene: null, runs };
  const before =
    france.supersedes === null ? null : await read<FranceDocument>(objectPath(run, france.supersedes, true));
  const documents = await documentsOf(france, address.place, (sha256) => read(objectPath(run, sha256, true)));
  const scene: Scene = {
    documents,
    runs,
    against: null,
    history: before === null ? [] : [changesBetween(before, france)],
    curve: runs.find((one) => one.run === run)?.curve ?? [],
    outlines: null,
    together: null,
    wouldChange: null,
    again: null,
    embed: null,
  };
  return { context, scene, runs };
}
