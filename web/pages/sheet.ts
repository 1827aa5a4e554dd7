import { emptyPage, footer, header } from "../components/chrome.ts";
import { weaves } from "../components/colours.ts";
import type { Context } from "../components/context.ts";
import { commands, control, type Control } from "../components/control.ts";
import { machine, type Machine } from "../components/machine.ts";
import type { PublicRun } from "../documents.ts";
import { h, type Node } from "../tree/node.ts";
import { page } from "./page.ts";
import type { Scene } from "./scene.ts";

export interface SheetOptions {
  /** `null`: nothing is known (yet). */
  readonly scene: Scene | null;
  readonly runs: readonly PublicRun[];
  /** Whether it is known that there is nothing. */
  readonly known: boolean;
  /** What needs a script to work; `null`: whoever renders has none. */
  readonly tools: { readonly machine: Machine; readonly control: Control } | null;
}

/** A whole page: what surrounds it, what it tells, what can be done with it. */
export function sheet(
  context: Context,
  { scene, runs, known, tools }: SheetOptions,
): { readonly title: string; readonly nodes: readonly Node[] } {
  const { t } = context;
  const shown =
    scene === null
      ? { title: t.brand, main: known ? emptyPage(context, runs) : [h("p", { class: "hint" }, t.loading)] }
      : page(context, scene);
  const france = scene?.documents.france ?? null;
  const room = tools === null ? null : control(context, tools.control, france?.departements ?? []);
  const commanded = tools !== null && commands(tools.control);
  return {
    title: shown.title,
    nodes: [
      h("a", { class: "skip", href: "#main", key: "skip" }, t.skip),
      weaves(),
      header(context, france, runs),
      h(
        "main",
        { id: "main", key: "main", tabindex: -1 },
        // Before the release, no chain is public.
        tools !== null && france?.sousEmbargo === false && machine(context, tools.machine),
        // Who commands the night has its controls before their eyes; who does not, at the end.
        commanded ? [shown.main.slice(0, 1), room, shown.main.slice(1)] : [shown.main, room],
      ),
      footer(context, france),
    ],
  };
}
