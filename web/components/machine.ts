import { h, type Element } from "../tree/node.ts";
import { linkTo, type Context } from "./context.ts";

/** Where the time machine stands. */
export type Machine =
  | { readonly status: "closed" }
  | { readonly status: "loading"; readonly count: number }
  | {
      readonly status: "open";
      /** Instants of the chain, the oldest first; one more than the past states: the last is now. */
      readonly instants: readonly string[];
      readonly at: number;
      readonly playing: boolean;
      readonly speed: number;
    };

export const MACHINE_SPEEDS = [1, 2, 5] as const;

/** A slider over the night's chain. */
export function machine(context: Context, state: Machine): Element {
  const { t, f } = context;
  const button = (action: string, label: string, disabled = false): Element =>
    h("button", { type: "button", "data-do": action, disabled }, label);
  if (state.status === "closed")
    return h("div", { class: "machine", key: "machine" }, button("machine", t.machine.open));
  if (state.status === "loading") {
    return h(
      "div",
      { class: "machine", key: "machine" },
      h("p", { role: "status" }, t.machine.loading(f.number(state.count))),
    );
  }
  const { instants, at, playing, speed } = state;
  const last = instants.length - 1;
  const told = t.machine.state(f.number(at + 1), f.number(last + 1), f.time(instants[at] ?? ""));
  return h(
    "div",
    { class: "machine open", key: "machine", role: "group", "aria-label": t.machine.title },
    button("play", playing ? t.machine.pause : t.machine.play, last === 0),
    h("label", { class: "visually-hidden", for: "machine-at" }, t.machine.slider),
    h("input", {
      id: "machine-at",
      type: "range",
      min: 0,
      max: last,
      step: 1,
      value: at,
      "aria-valuetext": told,
      "data-input": "machine",
    }),
    h("output", { for: "machine-at" }, told),
    h(
      "label",
      {},
      h("span", { class: "visually-hidden" }, t.machine.speed),
      h(
        "select",
        { "data-change": "machine-speed", "data-value": speed },
        MACHINE_SPEEDS.map((value) => h("option", { value, selected: value === speed }, `× ${value}`)),
      ),
    ),
    at < last && h("a", { href: linkTo(context, {}) }, t.machine.link),
    at < last && h("a", { href: linkTo(context, { at: null }) }, t.machine.live),
  );
}
