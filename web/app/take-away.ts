/** What a reader takes away of a page's graphics: documents of their own, made in the page. */

/** Properties that a graphic needs to look the same without the page's style sheet. */
const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "vector-effect",
  "paint-order",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
] as const;
/** Pixels of a PNG a unit of the drawing. */
const SCALE = 2;

const SVG = "http://www.w3.org/2000/svg";
/** Width of what is taken away, and of its margins. */
const WIDTH = 1000;
const MARGIN = 40;
/** Lines above and below the graphic: baselines, from the top and from the bottom. */
const TITLE = { size: 34, at: 62, family: "--serif", weight: 700, colour: "--ink" };
const SUBTITLE = { size: 19, at: 94, family: "--sans", weight: 400, colour: "--soft" };
const WORTH = { size: 17, at: 52, family: "--sans", weight: 600, colour: "--soft" };
const SOURCE = { size: 14, at: 26, family: "--sans", weight: 400, colour: "--soft" };
const KEY = { size: 17, at: 0, family: "--sans", weight: 400, colour: "--ink" };
const HEAD_HEIGHT = 120;
const FOOT_HEIGHT = 90;
/** A line of the legend, its square, and about how wide a letter is. */
const LEGEND = { line: 30, square: 16, letter: 10.2, gap: 28 };
/** Letters of the source that fit on its line. */
const SOURCE_LETTERS = 125;

/** What stands around a graphic that leaves its page: what it shows, and what its figures are worth. */
export interface Caption {
  readonly title: string;
  readonly subtitle: string;
  /** What the figures are worth: generated, rehearsed, partial. */
  readonly worth: string;
  readonly source: string;
}

/** A hue or a step, and what it stands for. */
interface Key {
  readonly text: string;
  readonly colour: string;
}

/** A graphic of the page as a document of its own, its looks written into it. @returns its text and size. */
export function svgOf(graphic: SVGSVGElement, { title, subtitle, worth, source }: Caption): string {
  const { x, y, width, height } = graphic.viewBox.baseVal;
  const inner = looking(graphic);
  // The weaves that it names stand elsewhere on the page.
  const woven =
    inner.querySelector("[fill*='#weave']") === null ? null : document.querySelector<SVGSVGElement>("svg.weaves");
  if (woven !== null) inner.prepend(...looking(woven).childNodes);
  const drawn = ((WIDTH - 2 * MARGIN) * height) / width;
  for (const [name, value] of Object.entries({
    x: MARGIN,
    y: HEAD_HEIGHT,
    width: WIDTH - 2 * MARGIN,
    height: drawn,
    viewBox: `${x} ${y} ${width} ${height}`,
  })) {
    inner.setAttribute(name, String(value));
  }
  const legend = legendOf(keysOf(graphic), HEAD_HEIGHT + drawn + LEGEND.line);
  const total = Math.ceil(HEAD_HEIGHT + drawn + legend.height + FOOT_HEIGHT);
  const outer = document.createElementNS(SVG, "svg");
  outer.setAttribute("xmlns", SVG);
  outer.setAttribute("viewBox", `0 0 ${WIDTH} ${total}`);
  outer.setAttribute("width", String(WIDTH));
  outer.setAttribute("height", String(total));
  const paper = document.createElementNS(SVG, "rect");
  paper.setAttribute("width", String(WIDTH));
  paper.setAttribute("height", String(total));
  paper.setAttribute("fill", getComputedStyle(document.documentElement).backgroundColor);
  outer.append(
    paper,
    line(title, TITLE, TITLE.at),
    line(subtitle, SUBTITLE, SUBTITLE.at),
    inner,
    ...legend.elements,
    line(worth, WORTH, total - WORTH.at),
    line(source.length > SOURCE_LETTERS ? `${source.slice(0, SOURCE_LETTERS)}…` : source, SOURCE, total - SOURCE.at),
  );
  return new XMLSerializer().serializeToString(outer);
}

/** The legend that stands beside a graphic on the page. */
const keysOf = (graphic: SVGSVGElement): readonly Key[] =>
  [...(graphic.closest(".hemicycle, .map")?.querySelectorAll(".legend li") ?? [])].map((entry) => {
    const step = entry.querySelector(".step");
    const hue = /\bhue-\d+\b/.exec(entry.querySelector(".swatch")?.getAttribute("class") ?? "")?.[0];
    return {
      text: [...entry.childNodes]
        .map(({ textContent }) => textContent?.trim())
        .join(" ")
        .trim(),
      colour: step === null ? coloured("--hue", hue) : getComputedStyle(step).backgroundColor,
    };
  });

/** Keys side by side, as many lines as they need. @param top of the first line's baseline. */
function legendOf(keys: readonly Key[], top: number): { readonly height: number; readonly elements: SVGElement[] } {
  let [x, y] = [MARGIN, top];
  const elements = keys.flatMap(({ text, colour }) => {
    const width = LEGEND.square + 8 + text.length * LEGEND.letter + LEGEND.gap;
    if (x > MARGIN && x + width > WIDTH - MARGIN) [x, y] = [MARGIN, y + LEGEND.line];
    const square = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({
      x,
      y: y - LEGEND.square + 2,
      width: LEGEND.square,
      height: LEGEND.square,
      fill: colour,
    })) {
      square.setAttribute(name, String(value));
    }
    const words = line(text, KEY, y);
    words.setAttribute("x", String(x + LEGEND.square + 8));
    x += width;
    return [square, words];
  });
  return { height: keys.length === 0 ? 0 : y - top + LEGEND.line + LEGEND.line / 2, elements };
}

function line(text: string, { size, family, weight, colour }: typeof TITLE, at: number): SVGTextElement {
  const page = getComputedStyle(document.documentElement);
  const element = document.createElementNS(SVG, "text");
  element.setAttribute("x", String(MARGIN));
  element.setAttribute("y", String(at));
  element.setAttribute("font-size", String(size));
  element.setAttribute("font-weight", String(weight));
  element.setAttribute("font-family", page.getPropertyValue(family));
  element.setAttribute("fill", coloured(colour));
  element.textContent = text;
  return element;
}

/** The colour that a custom property stands for now, within a class if it is set there: `light-dark()` means nothing outside the page. */
function coloured(property: string, name = ""): string {
  const probe = document.createElement("span");
  probe.className = name;
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** A copy of a graphic that bears its looks. */
function looking(graphic: SVGSVGElement): SVGSVGElement {
  const copy = graphic.cloneNode(true) as SVGSVGElement;
  const [sources, copies] = [graphic.querySelectorAll("*"), copy.querySelectorAll("*")];
  sources.forEach((source, at) => {
    const looks = getComputedStyle(source);
    const target = copies[at];
    for (const name of LOOKS) target?.setAttribute(name, looks.getPropertyValue(name));
    target?.removeAttribute("class");
  });
  copy.removeAttribute("class");
  return copy;
}

export async function pngOf(graphic: SVGSVGElement, caption: Caption): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(graphic, caption))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas");
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error("no PNG")) : resolve(blob)), "image/png"),
  );
}

/** Hands a file to the reader. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Once the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
