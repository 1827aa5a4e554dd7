import type { Address, Place } from "../address.ts";
import type { Documents, FranceDocument } from "../documents.ts";
import { territoryAt } from "../pages/territory.ts";
import { linkTo, type Context } from "../components/context.ts";
import { readGazetteer } from "../search/gazetteer.ts";
import { searchIndex, type Entry, type SearchIndex } from "../search/search-index.ts";
import { standingEntries } from "../search/standing.ts";
import { h } from "../tree/node.ts";
import { morph } from "../tree/morph.ts";
import { readPlace, readStanding } from "./feed.ts";

/** The search box: a combobox over every name of France, loaded at the first touch. Arrows choose, Enter goes, Escape leaves. */

const SHOWN = 8;

let gazetteer: Promise<string> | null = null;

/** The names, read once. */
const readNames = (): Promise<string> =>
  (gazetteer ??= fetch("communes.txt").then((response) => {
    if (!response.ok) throw new Error(`communes.txt: HTTP ${response.status}`);
    return response.text();
  }));

export interface SearchOptions {
  readonly context: () => Context;
  /** What is shown now: its territories, and who stands in its night, are found too. */
  readonly documents: () => Documents | null;
  readonly go: (query: string) => void;
}

/** Brings a search box to life. Events come from the whole page, so that it may be drawn again at any time. */
export function followSearch({ context, documents, go }: SearchOptions): void {
  let index: { readonly of: string; readonly search: SearchIndex } | null = null;
  let found: readonly Entry[] = [];
  let active = -1;

  const field = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>("#search");

  async function search(): Promise<SearchIndex> {
    const shown = documents();
    const of = shown?.france.run ?? "";
    if (index?.of !== of) index = { of, search: searchIndex(await entriesOf(shown)) };
    return index.search;
  }

  async function find(): Promise<void> {
    const input = field();
    if (input === null) return;
    const query = input.value;
    if (query.trim() === "") return close();
    const ready = await search();
    // The reader has typed on while the names were loading.
    if (input.value !== query) return;
    found = ready.find(query, SHOWN);
    active = found.length > 0 ? 0 : -1;
    draw(query);
  }

  function close(): void {
    found = [];
    active = -1;
    draw("");
  }

  function draw(query: string): void {
    const [input, list, count] = [field(), document.querySelector("#found"), document.querySelector("#found-count")];
    if (input === null || list === null || count === null) return;
    const here = context();
    const { t, f } = here;
    list.toggleAttribute("hidden", query === "");
    input.setAttribute("aria-expanded", String(found.length > 0));
    if (active >= 0) input.setAttribute("aria-activedescendant", `found-${active}`);
    else input.removeAttribute("aria-activedescendant");
    const none = h(
      "li",
      { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
      t.search.none,
    );
    morph(
      list,
      query !== "" && found.length === 0
        ? [none]
        : found.map((entry, at) =>
            h(
              "li",
              { id: `found-${at}`, role: "option", "aria-selected": String(at === active), "data-at": at },
              h("span", { class: "name" }, entry.name),
              h(
                "span",
                { class: "hint" },
                entry.kind === "ancienne"
                  ? t.search.former(entry.detail)
                  : [t.search.kinds[entry.kind], entry.detail].filter((part) => part !== "").join(" · "),
              ),
            ),
          ),
    );
    count.textContent = query === "" ? "" : t.search.count(found.length, f.number(found.length));
  }

  async function choose(at: number): Promise<void> {
    const entry = found[at];
    const input = field();
    if (entry === undefined || input === null) return;
    input.value = "";
    close();
    const here = context();
    const stood =
      entry.before !== undefined && (await holds(documents(), entry.before, here.address).catch(() => false));
    go(linkTo(here, { place: stood ? entry.before : entry.place }));
  }

  document.addEventListener("focusin", ({ target }) => {
    if (target === field()) void readNames().catch(() => {});
  });
  document.addEventListener("input", ({ target }) => {
    if (target === field()) void find();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== field()) {
      // As on many sites: a slash leads to the search.
      if (
        event.key === "/" &&
        !(event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
      ) {
        event.preventDefault();
        field()?.focus();
      }
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length === 0) return;
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      draw(field()?.value ?? "");
    } else if (event.key === "Enter") {
      event.preventDefault();
      void choose(active);
    } else if (event.key === "Escape") close();
  });
  document.addEventListener("click", ({ target }) => {
    const option = target instanceof Element ? target.closest("#found [data-at]") : null;
    if (option !== null) void choose(Number(option.getAttribute("data-at")));
    else if (target !== field()) close();
  });
}

/** Whether the followed night knows a place. */
async function holds(shown: Documents | null, place: Place, address: Address): Promise<boolean> {
  return shown !== null && territoryAt(await readPlace(shown.france, { ...address, place }), place) !== null;
}

/** Everything that can be found: the names of France, and what the followed night adds to them. */
async function entriesOf(documents: Documents | null): Promise<readonly Entry[]> {
  const france = documents?.france ?? null;
  const [names, standing] = await Promise.all([readNames(), france === null ? null : readStanding(france.run)]);
  const departements = new Map((france?.departements ?? []).map(({ code, nom }) => [code, nom]));
  const communes = readGazetteer(names, departements);
  const known = new Set(
    communes.flatMap(({ name, place, before = place }) =>
      "code" in before && before.code !== name ? before.code : [],
    ),
  );
  return [...territoriesOf(france), ...standingEntries(standing, departements, known), ...communes];
}

/** The régions and départements of a night. */
const territoriesOf = (france: FranceDocument | null): readonly Entry[] => [
  ...(france?.departements ?? []).map(({ code, nom }): Entry => ({
    kind: "departement",
    name: nom,
    detail: code,
    place: { kind: "departement", code },
    weight: 30,
  })),
  ...(france?.regions ?? []).map(({ code, nom }): Entry => ({
    kind: "region",
    name: nom,
    detail: "",
    place: { kind: "region", code },
    weight: 31,
  })),
];
