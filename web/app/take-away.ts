import type { Territory } from "../pages/territory.ts";

/** What a reader takes away: tables and graphics, made in the page. */

/** Properties that a graphic needs to look the same without the page's style sheet. */
const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
] as const;
/** Pixels of a PNG a unit of the drawing. */
const SCALE = 3;

/** A territory's ballots as CSV (RFC 4180, comma, UTF-8 with a byte order mark so that spreadsheets read it). */
export function csvOf({ name, ballots, totaux, participation }: Territory): string {
  const rows: (string | number)[][] = [
    [
      "territoire",
      "unite",
      "candidature",
      "prenom",
      "nom",
      "nuance",
      "voix",
      "inscrits",
      "votants",
      "blancs",
      "nuls",
      "exprimes",
    ],
    ...ballots.flatMap(({ unite, candidatures, exprimes }) =>
      candidatures.map(({ id, prenom = "", nom, nuance = "", voix }) => [
        name,
        unite,
        id,
        prenom,
        nom,
        nuance,
        voix,
        participation.inscrits,
        participation.votants,
        totaux?.blancs ?? "",
        totaux?.nuls ?? "",
        exprimes,
      ]),
    ),
  ];
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A cell; a text that a spreadsheet would take for a formula is kept a text. */
function cell(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A graphic of the page as a document of its own, its looks written into it. */
export function svgOf(graphic: SVGSVGElement): string {
  const copy = graphic.cloneNode(true) as SVGSVGElement;
  const [sources, copies] = [graphic.querySelectorAll("*"), copy.querySelectorAll("*")];
  sources.forEach((source, at) => {
    const looks = getComputedStyle(source);
    const target = copies[at];
    for (const name of LOOKS) target?.setAttribute(name, looks.getPropertyValue(name));
    target?.removeAttribute("class");
  });
  const { width, height } = graphic.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copy);
}

export async function pngOf(graphic: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(graphic))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas");
  pen.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
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
