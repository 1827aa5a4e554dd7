import { duration, number } from "#cli/terminal/format.ts";
import type { DepartementHeat, LabReport, NightReport, TimePoint } from "./model.ts";
import { DECLARED, verdictWords } from "./words.ts";

/** The report as one page: no script, no font, no address; everything that comes from data is escaped. */
export const reportPage = (report: LabReport): string => `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(report.name)} · vingt-heures</title>
<style>${STYLE}</style>
<main>
<header>
<p class="verdict ${report.passed ? "good" : "bad"}">${report.passed ? "Tout tient" : "Échec"}</p>
<h1>${text(report.name)}</h1>
<p>${text(report.at)} · graine « ${text(report.seed)} » · ${report.target === "memory" ? "chaîne en mémoire (horloge simulée)" : "nuage local"}</p>
</header>
${report.nights.map(night).join("\n")}
<section>
<h2>Rejouer</h2>
<pre>${text(report.command)}</pre>
<p>vingt-heures ${text(report.version)} · Node ${text(report.environment.node)} · ${text(report.environment.platform)} ·
${text(report.environment.processor)}, ${number(report.environment.processors)} cœurs, ${number(report.environment.memoryGb)} Go</p>
</section>
</main>
</html>
`;

/** Text as HTML shows it, in an element or a quoted attribute. */
export const text = (value: string): string => value.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const night = (one: NightReport): string => `<section>
<h2>${text(one.nom)}, tour ${one.tour}</h2>
<p>${text(one.outcome)}</p>
${table(
  ["Objectif", "Mesuré", "Limite", ""],
  one.verdicts.map((verdict) => {
    const { name, value, limit, holds } = verdictWords(verdict);
    return [name, value, limit, holds ? "tenu" : "manqué"];
  }),
)}
<dl>
${figure("Bureaux", `${number(one.bureaux.counted)} / ${number(one.bureaux.expected)}`)}
${figure("Messages", number(one.messages.sent))}
${figure("Doublons", number(one.messages.duplicates))}
${figure("Refusés / faussés", `${number(one.messages.refused)} / ${number(one.messages.malformed)}`)}
${figure("Délai médian", duration(one.delays.p50))}
${figure("Délai p95", duration(one.delays.p95))}
${figure("Délai max", duration(one.delays.max))}
${figure("Coût estimé", `${one.cost.dollars.toFixed(2).replace(".", ",")} $`)}
</dl>
${stages(one.stages)}
<h3>Envoyés et visibles</h3>
${curves(one.timeline)}
<h3>Délai p95 au fil de la nuit</h3>
${lag(one.timeline)}
<h3>Départements</h3>
${heat(one.departements)}
${
  one.findings.length === 0
    ? ""
    : `<h3>Constats</h3>\n${table(
        ["Code", "Constat"],
        one.findings.slice(0, 200).map(({ code, detail }) => [code, detail]),
      )}`
}
${
  one.faults.length === 0
    ? ""
    : `<h3>Pannes</h3>\n${table(
        ["Panne", "Ce qui arrive", "Doit être", "Coups"],
        one.faults.map((fault) => [
          fault.spec.fault,
          fault.description,
          DECLARED[fault.verdict],
          number(fault.touched),
        ]),
      )}`
}
${
  one.anomalies.length === 0
    ? ""
    : `<h3>Anomalies</h3>\n${table(
        ["Nature", "Provoquées", "Signalées"],
        one.anomalies.map(({ kind, injected, found }) => [kind, number(injected), number(found)]),
      )}`
}
<h3>Requêtes estimées sur AWS</h3>
${table(
  ["Requête", "Nombre"],
  Object.entries(one.cost.requests).map(([name, count]) => [name, number(count)]),
)}
</section>`;

const figure = (name: string, value: string): string => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`;

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<div class="scroll"><table><thead><tr>${heads.map((head) => `<th scope="col">${text(head)}</th>`).join("")}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${text(cell)}</td>`).join("")}</tr>`)
    .join("")}</tbody></table></div>`;

const STATIONS = [
  ["file", "Sorti de la file *"],
  ["registre", "Dans le registre *"],
  ["departement", "Dans le document de son département"],
  ["national", "Dans le document national"],
  ["lecteur", "Sous les yeux d'un lecteur"],
] as const;

/** Delays by station of a bureau's way. */
function stages(told: NightReport["stages"]): string {
  if (told === undefined) return "";
  const rows = STATIONS.flatMap(([name, words]) => {
    const delays = told[name];
    return delays ? [[words, duration(delays.p50), duration(delays.p95), duration(delays.max)]] : [];
  });
  const note = told.registre
    ? "<p>* Le plus vieux message de chaque lot, depuis son entrée dans la file ; les autres : chaque bureau, depuis son envoi.</p>"
    : "";
  return `<h3>Délais par étape</h3>\n${table(["Depuis l'envoi", "Médian", "p95", "Max"], rows)}\n${note}`;
}

const WIDTH = 640;
const HEIGHT = 160;

/** A line through values that start at zero. `null`: nothing to show there. */
function line(values: readonly (number | null)[], most: number, name: string): string {
  const points = values.flatMap((value, i) =>
    value === null
      ? []
      : [
          `${((i / Math.max(1, values.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - (value / Math.max(1, most)) * HEIGHT).toFixed(1)}`,
        ],
  );
  return `<polyline class="${name}" points="${points.join(" ")}"/>`;
}

const chart = (label: string, inner: string, caption: string): string =>
  `<figure><svg viewBox="0 -4 ${WIDTH} ${HEIGHT + 8}" role="img" aria-label="${text(label)}">${inner}</svg><figcaption>${text(caption)}</figcaption></figure>`;

function curves(timeline: readonly TimePoint[]): string {
  const most = timeline.at(-1)?.sent ?? 0;
  const inner =
    line(
      timeline.map(({ sent }) => sent),
      most,
      "sent",
    ) +
    line(
      timeline.map(({ visible }) => visible),
      most,
      "seen",
    );
  return chart(
    "Messages envoyés et visibles au fil du temps",
    inner,
    `${number(most)} procès-verbaux en ${duration((timeline.at(-1)?.second ?? 0) * 1000)} ; trait fin : envoyés, trait fort : visibles`,
  );
}

function lag(timeline: readonly TimePoint[]): string {
  const most = Math.max(0, ...timeline.map(({ p95 }) => p95 ?? 0));
  return chart(
    "Délai p95 au fil du temps",
    line(
      timeline.map(({ p95 }) => p95),
      most,
      "seen",
    ),
    `en haut : ${duration(most)}`,
  );
}

/** A square a département: the darker, the later; crossed out where bureaux are missing. */
function heat(departements: readonly DepartementHeat[]): string {
  const most = Math.max(1, ...departements.map(({ p95 }) => p95 ?? 0));
  const cells = departements.map(({ code, nom, counted, expected, p95 }) => {
    const shade = p95 === null ? 0 : Math.round((p95 / most) * 80);
    const title = `${nom} : ${counted} / ${expected} bureaux${p95 === null ? "" : `, p95 ${duration(p95)}`}`;
    return `<li class="${counted < expected ? "short" : ""}" style="--shade:${shade}%" title="${text(title)}">${text(code)}</li>`;
  });
  return `<ul class="heat">${cells.join("")}</ul>`;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#161616;--paper:#fff;--soft:#767676;--line:#000091}
@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--soft:#9a9a9a;--line:#8585f6}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:auto;padding:1.5rem}
h1{margin:.2em 0}h2{margin:2em 0 .3em;border-top:1px solid var(--soft);padding-top:1em}h3{margin:1.6em 0 .4em}
.verdict{display:inline-block;margin:0;padding:.2em .8em;font-weight:700;color:#fff}.good{background:#18753c}.bad{background:#ce0500}
table{border-collapse:collapse;width:100%}.scroll{overflow-x:auto}th,td{text-align:left;padding:.3em .8em .3em 0;border-bottom:1px solid color-mix(in srgb,var(--soft) 40%,transparent)}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:1rem}dt{color:var(--soft);font-size:.85em}dd{margin:0;font-size:1.3em;font-variant-numeric:tabular-nums}
figure{margin:0}svg{width:100%;height:auto;overflow:visible;border-bottom:1px solid var(--soft)}figcaption{color:var(--soft);font-size:.85em}
polyline{fill:none;stroke:var(--line);stroke-linejoin:round}.seen{stroke-width:3}.sent{stroke-width:1}
.heat{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(3rem,1fr));gap:3px}
.heat li{padding:.4em;text-align:center;font-size:.85em;background:color-mix(in srgb,var(--line) calc(10% + var(--shade)),var(--paper));color:color-mix(in srgb,var(--ink) calc(100% - var(--shade)),#fff)}
.heat .short{outline:2px solid #ce0500;text-decoration:line-through}
pre{overflow-x:auto;padding:.8em;border:1px solid var(--soft)}
`;
