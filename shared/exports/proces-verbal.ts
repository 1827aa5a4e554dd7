import { mentionsOf } from "../documents/common.ts";
import { expliquer } from "../law/explain.ts";
import { CANDIDATURE } from "../law/words.ts";
import type { CandidatureOutcome, Outcome } from "../law/outcome.ts";
import type { Act } from "./act.ts";
import { fullName } from "./table.ts";

/** Paper (its hash is in the pages' content security policy): A4, black on white, nothing that a browser's print would cut. */
export const STYLE = `
@page { size: A4; margin: 18mm 16mm; }
* { box-sizing: border-box; }
body { max-width: 178mm; margin: 0 auto; padding: 8mm 0; font: 10.5pt/1.4 "Liberation Serif", "Times New Roman", serif; color: #000; background: #fff; }
h1 { margin: 0 0 1mm; font-size: 17pt; text-align: center; letter-spacing: .02em; }
.objet { margin: 0; text-align: center; }
.objet strong { font-size: 13pt; }
.mention { margin: 4mm 0; padding: 2mm 3mm; border: 1.2pt solid #000; text-align: center; font-weight: bold; }
h2 { margin: 6mm 0 2mm; font-size: 12pt; border-bottom: .6pt solid #000; break-after: avoid; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 1mm 2mm; border: .4pt solid #777; text-align: left; vertical-align: top; }
th { font-weight: bold; background: #f0f0f0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
ol { margin: 0; padding-left: 7mm; }
li { margin-bottom: 1mm; break-inside: avoid; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 10mm 12mm; margin-top: 4mm; break-inside: avoid; }
.signatures div { padding-bottom: 14mm; border-bottom: .6pt solid #000; }
footer { margin-top: 8mm; font-size: 8.5pt; break-inside: avoid; }
@media print { body { padding: 0; } }
`;

const SIGNATORIES = ["Le président", "Les assesseurs", "Le secrétaire", "Les délégués des candidats ou des listes"];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text inside HTML, whoever wrote it. */
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);

/** Between thousands; a line never breaks there. */
const THIN = "\u202f";

const number = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, THIN);

/**
 * A procès-verbal as one HTML page made for paper: figures, what the law made of them, step by step with its articles, and
 * lines to sign. Self-contained: no script, no image, nothing from elsewhere. The same act gives the same bytes.
 */
export function procesVerbal(act: Act): string {
  const title = `Procès-verbal – ${act.territoire} – ${act.scrutin}`;
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Procès-verbal des opérations électorales</h1>
<p class="objet"><strong>${escaped(act.territoire)}</strong>${act.dans.map((place) => `<br>${escaped(place)}`).join("")}</p>
<p class="objet">${escaped(act.scrutin)}, ${act.tour === 1 ? "premier" : "second"} tour</p>
${notices(act)}
<h2>Opérations de vote</h2>
${operations(act)}
<h2>Suffrages obtenus</h2>
${suffrages(act)}
${act.outcome ? decision(act.outcome, names(act)) + elected(act) : ""}
<h2>Signatures</h2>
<div class="signatures">${SIGNATORIES.map((who) => `<div>${who}</div>`).join("")}</div>
<footer>
<p>Établi sur ${number(act.bureaux.counted)} bureau${act.bureaux.counted > 1 ? "x" : ""} de vote sur ${number(act.bureaux.expected)}, état du ${moment(act.instant)} (heure de Paris). Source : ${escaped(act.source)}.</p>
</footer>
</body>
</html>
`;
}

/** What the reader must know before the figures. */
function notices({ complet, genere }: Act): string {
  const lines = [
    ...(complet ? [] : ["Décompte provisoire : des bureaux de vote manquent."]),
    ...(genere === null
      ? []
      : [`Données générées : ${escaped(genere.replace(/[.\s]+$/, ""))}. Ce document n'a aucune valeur officielle.`]),
  ];
  return lines.map((line) => `<p class="mention">${line}</p>`).join("\n");
}

function operations({ totaux }: Act): string {
  const mentions = mentionsOf(totaux);
  const row = (name: string, count: number, share: string): string =>
    `<tr><th scope="row">${name}</th><td class="n">${number(count)}</td><td class="n">${share}</td></tr>`;
  return `<table>
<thead><tr><th scope="col"></th><th scope="col" class="n">Nombre</th><th scope="col" class="n">Part</th></tr></thead>
<tbody>
${row("Électeurs inscrits", totaux.inscrits, "")}
${row("Abstentions", mentions.abstentions, `${mentions.pourcentAbstentions} % des inscrits`)}
${row("Votants", totaux.votants, `${mentions.pourcentVotants} % des inscrits`)}
${row("Bulletins blancs", totaux.blancs, `${mentions.pourcentBlancs} % des votants`)}
${row("Bulletins nuls", totaux.nuls, `${mentions.pourcentNuls} % des votants`)}
${row("Suffrages exprimés", totaux.exprimes, `${mentions.pourcentExprimes} % des votants`)}
</tbody>
</table>`;
}

function suffrages({ candidatures, outcome }: Act): string {
  const verdicts = new Map(outcome?.candidatures.map((verdict) => [verdict.id, verdict]));
  const rows = candidatures.map((candidature) => {
    const verdict = verdicts.get(candidature.id);
    const seats = verdict ? seatsOf(verdict) : "";
    const nuance = candidature.nuance === undefined || candidature.nuance === "NC" ? "" : ` (${candidature.nuance})`;
    return `<tr><td>${escaped(standing(candidature) + nuance)}</td><td class="n">${number(candidature.voix)}</td><td class="n">${candidature.pourcentExprimes} %</td><td class="n">${candidature.pourcentInscrits} %</td>${
      outcome ? `<td>${verdict ? CANDIDATURE[verdict.statut] + seats : ""}</td>` : ""
    }</tr>`;
  });
  return `<table>
<thead><tr><th scope="col">Candidature</th><th scope="col" class="n">Voix</th><th scope="col" class="n">Exprimés</th><th scope="col" class="n">Inscrits</th>${outcome ? '<th scope="col">Décision</th>' : ""}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
}

/** A person, or a list and who leads it. */
const standing = (candidature: Act["candidatures"][number]): string =>
  candidature.liste === undefined ? fullName(candidature) : `${candidature.liste} – ${fullName(candidature)}`;

/** `, 14 sièges, dont…`: of the council, and of the others that the ballot fills. */
function seatsOf({ sieges = 0, siegesCommunautaires = 0, siegesArrondissement = 0 }: CandidatureOutcome): string {
  const counted = (seats: number, of: string): string =>
    seats === 0 ? "" : `, ${seats} siège${seats > 1 ? "s" : ""}${of}`;
  return (
    counted(sieges, "") +
    counted(siegesCommunautaires, " au conseil communautaire") +
    counted(siegesArrondissement, " au conseil d'arrondissement")
  );
}

/** Who sits in the council, list by list, where the lists name their candidates. */
function elected({ candidatures, outcome }: Act): string {
  const lines = candidatures.flatMap((candidature) => {
    const { elus = [] } = outcome?.candidatures.find(({ id }) => id === candidature.id) ?? {};
    const named = elus.flatMap(({ corps, nom }) => (corps === "conseil" && nom !== undefined ? nom : []));
    return named.length === 0
      ? []
      : `<p><strong>${escaped(standing(candidature))}</strong> : ${named.map(escaped).join(", ")}.</p>`;
  });
  return lines.length === 0 ? "" : `<h2>Élus</h2>\n${lines.join("\n")}`;
}

/** The law's own sentences, in which candidatures bear their names. */
function decision(outcome: Outcome, named: ReadonlyMap<string, string>): string {
  const [title = "", ...lines] = expliquer({ ...outcome, id: "" });
  const steps = lines.filter((line) => /^\d+\. /.test(line)).map((line) => line.replace(/^\d+\. /, ""));
  const rule = lines.findLast((line) => line.startsWith("Règle "));
  const said = (text: string): string =>
    escaped(
      text
        .replaceAll(/(?<=\d) (?=\d{3})/g, THIN)
        .replaceAll(/« ([^»]+) »/g, (quoted, id: string) => (named.has(id) ? `« ${named.get(id)} »` : quoted)),
    );
  return `<h2>Décision</h2>
<p><strong>${said(title.replace(/^ — /, ""))}.</strong></p>
${
  steps.length === 0
    ? ""
    : `<ol>
${steps.map((step) => `<li>${said(step)}</li>`).join("\n")}
</ol>`
}
${rule === undefined ? "" : `<p>${said(rule)}</p>`}`;
}

const names = ({ candidatures }: Act): Map<string, string> =>
  new Map(candidatures.map((candidature) => [candidature.id, fullName(candidature)]));

const MOMENT = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", dateStyle: "long", timeStyle: "short" });

const moment = (instant: string): string => MOMENT.format(Date.parse(instant));
