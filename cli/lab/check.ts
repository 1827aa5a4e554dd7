import type { FaultedNight } from "#shared/faults/plan.ts";
import type { Conservation } from "#cli/operator/conservation.ts";
import { figuresOf, lastWords, type SentTally } from "#cli/operator/oracle.ts";
import type { Observed } from "./observed.ts";

/**
 * What contradicts the promises of a night. Codes are stable, so that a report, a test or a program can say why it fails:
 *
 * - `R-PERDU`: a bureau that was sent is published nowhere, and in no dead letter;
 * - `R-PERIME`: an earlier version of it is published;
 * - `R-DOUBLE`: its figures are a whole multiple of what it sent;
 * - `R-FAUX`: its figures are others; `R-INVENTE`: a bureau that was never sent is published;
 * - `R-SOMME`: a territory is not the sum of its bureaux, or contradicts a document it names;
 * - `R-PRESENT`: a bureau that had to be missing is not;
 * - `R-REFUS-ABSENT`, `R-REFUS-CODE`, `R-REFUS-INATTENDU`: the quarantine is not exactly what was injected;
 * - `R-ALARME-ABSENTE`, `R-ALARME-INATTENDUE`: anomalies are not exactly those of the clean night and of its faults;
 * - `R-VISIBLE`: what no fault may change differs from the clean night;
 * - `R-SECOND-TOUR`: the second round that is played is not what the law makes of the first;
 * - `R-RECUL`: a published document went back to an earlier state;
 * - `R-EMBARGO`: a result was public before its hour, or none is after it;
 * - `R-SANS-COUP`: a fault that was asked for never struck, so that nothing is proved.
 */
export type FindingCode =
  | "R-PERDU"
  | "R-PERIME"
  | "R-DOUBLE"
  | "R-FAUX"
  | "R-INVENTE"
  | "R-SOMME"
  | "R-PRESENT"
  | "R-REFUS-ABSENT"
  | "R-REFUS-CODE"
  | "R-REFUS-INATTENDU"
  | "R-ALARME-ABSENTE"
  | "R-ALARME-INATTENDUE"
  | "R-VISIBLE"
  | "R-RECUL"
  | "R-SECOND-TOUR"
  | "R-EMBARGO"
  | "R-SANS-COUP";

export interface Finding {
  readonly code: FindingCode;
  /** Where, and what was found against what was expected, in French. */
  readonly detail: string;
}

export interface Judged {
  readonly run: string;
  readonly night: FaultedNight;
  /** SHA-256 of the text of a message. */
  readonly digest: (body: string) => string;
  readonly observed: Observed;
  readonly conservation: Pick<Conservation, "holds" | "differences" | "differenceCount">;
  /** The same night without any fault; left out when nothing is to be held against it. */
  readonly clean?: Observed;
}

/** Holds a played night against everything its faults declared. Empty: all of it holds. */
export function judge(judged: Judged): Finding[] {
  return [
    ...embargo(judged),
    ...judged.observed.setbacks.map((setback) => finding("R-RECUL", setback)),
    ...bureaux(judged),
    ...sums(judged),
    ...quarantine(judged),
    ...alarms(judged),
    ...idle(judged),
    ...(judged.clean === undefined ? [] : sameAsClean(judged, judged.clean)),
  ];
}

const finding = (code: FindingCode, detail: string): Finding => ({ code, detail });

function embargo({ observed: { france, leaks } }: Judged): Finding[] {
  const early = leaks.map((path) => finding("R-EMBARGO", `${path} : un résultat est public avant l'heure`));
  if (france === null) return [...early, finding("R-EMBARGO", "france : aucun document national après l'heure")];
  return france.sousEmbargo ? [...early, finding("R-EMBARGO", "france : toujours sous embargo après l'heure")] : early;
}

/** The figures of a published row under the names that the oracle uses. */
type Row = { readonly version: number; readonly figures: ReadonlyMap<string, number> };

function publishedRows({ bureaux: documents }: Observed): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const document of documents.values()) {
    for (const [
      commune,
      bureau,
      unite,
      version,
      inscrits,
      votants,
      blancs,
      nuls,
      exprimes,
      voix,
    ] of document.resultat) {
      const ids = document.candidatures[unite] ?? [];
      const figures = new Map<string, number>([
        ["bureaux", 1],
        ...Object.entries({ inscrits, votants, blancs, nuls, exprimes }),
        ...voix.map((count, i): [string, number] => [`voix ${ids[i] ?? i}`, count]),
      ]);
      rows.set(`${commune}/${bureau}`, { version, figures });
    }
  }
  return rows;
}

function bureaux({ night, observed }: Judged): Finding[] {
  const findings: Finding[] = [];
  const rows = publishedRows(observed);
  const missing = new Set(night.missing.map(({ commune, bureau }) => `${commune}/${bureau}`));
  const sent = new Set<string>();
  for (const words of lastWords(night.recording.map(({ tally }) => tally)).values()) {
    for (const [key, { version, contents }] of words) {
      sent.add(key);
      const row = rows.get(key);
      const where = `bureau ${key}`;
      if (missing.has(key)) continue;
      if (row === undefined) findings.push(finding("R-PERDU", `${where} : envoyé, publié nulle part`));
      else if (row.version < version)
        findings.push(finding("R-PERIME", `${where} : version ${row.version} publiée, version ${version} envoyée`));
      else if (!contents.some((content) => agrees(content, row))) findings.push(wrong(where, contents[0]!, row));
    }
  }
  for (const key of rows.keys()) {
    if (missing.has(key)) findings.push(finding("R-PRESENT", `bureau ${key} : publié, alors qu'il devait manquer`));
    else if (!sent.has(key)) findings.push(finding("R-INVENTE", `bureau ${key} : publié, jamais envoyé`));
  }
  return findings;
}

const agrees = (tally: SentTally, row: Row): boolean =>
  [...figuresOf(tally)].every(([name, value]) => row.figures.get(name) === value);

function wrong(where: string, tally: SentTally, { figures }: Row): Finding {
  const times = (figures.get("exprimes") ?? 0) / tally.exprimes;
  const doubled =
    times > 1 &&
    Number.isInteger(times) &&
    [...figuresOf(tally)].every(([name, value]) => name === "bureaux" || figures.get(name) === value * times);
  if (doubled) return finding("R-DOUBLE", `${where} : compté ${times} fois`);
  const [name = "", value = 0] = [...figuresOf(tally)].find(([key, count]) => figures.get(key) !== count) ?? [];
  return finding("R-FAUX", `${where} : ${name} ${figures.get(name) ?? "absent"} publié, ${value} envoyé`);
}

const sums = ({ conservation }: Judged): Finding[] =>
  conservation.differences
    .filter((difference) => !difference.startsWith("bureau "))
    .map((difference) => finding("R-SOMME", difference));

function quarantine({ run, night, observed, digest }: Judged): Finding[] {
  const expected = new Map(
    night.extras.flatMap((shot) => (shot.code === undefined ? [] : [[digest(shot.body(run)), shot.code] as const])),
  );
  const found = new Map(observed.quarantine.map(({ digest: name, code }) => [name, code]));
  const short = (name: string): string => name.slice(0, 12);
  const findings: Finding[] = [];
  for (const [name, code] of expected) {
    const under = found.get(name);
    if (under === undefined)
      findings.push(
        finding("R-REFUS-ABSENT", `${short(name)}… : devait être refusé sous ${code}, n'est pas en quarantaine`),
      );
    else if (under !== code)
      findings.push(finding("R-REFUS-CODE", `${short(name)}… : refusé sous ${under}, attendu sous ${code}`));
  }
  for (const [name, code] of found) {
    if (!expected.has(name))
      findings.push(finding("R-REFUS-INATTENDU", `${short(name)}… : refusé sous ${code} sans avoir été faussé`));
  }
  return findings;
}

const alarmKey = ({
  kind,
  commune,
  bureau,
}: {
  readonly kind: string;
  readonly commune: string;
  readonly bureau: string;
}) => `${kind} ${commune}/${bureau}`;

const alarmsOf = ({ departements }: Observed): Set<string> =>
  new Set([...departements.values()].flatMap(({ resultat }) => resultat.anomalies.map(alarmKey)));

/** Without a clean night nobody knows which anomalies are its own: then only those that are missing are found. */
function alarms({ night, observed, clean }: Judged): Finding[] {
  const missing = new Set(night.missing.map(({ commune, bureau }) => `${commune}/${bureau}`));
  const found = alarmsOf(observed);
  // What a missing bureau raised of itself is missing with it.
  const usual = [...(clean === undefined ? found : alarmsOf(clean))].filter(
    (key) => !missing.has(key.slice(key.indexOf(" ") + 1)),
  );
  const expected = new Set([...usual, ...night.anomalies.map(alarmKey)]);
  const absent = [...expected].filter((key) => !found.has(key));
  const causeless = [...found].filter((key) => !expected.has(key));
  return [
    ...absent.map((key) => finding("R-ALARME-ABSENTE", `${key} : attendue, pas levée`)),
    ...causeless.map((key) => finding("R-ALARME-INATTENDUE", `${key} : levée sans cause`)),
  ];
}

const idle = ({ night: { applied } }: Judged): Finding[] =>
  applied.flatMap(({ spec, touched }) =>
    touched > 0
      ? []
      : [
          finding(
            "R-SANS-COUP",
            `${spec.fault} : demandée, jamais survenue ; une part plus grande ou une nuit plus longue la verrait`,
          ),
        ],
  );

/** Départements in which no fault may show equal the clean night's, byte for byte; the nation, when none of them shows. */
function sameAsClean({ night, observed }: Judged, clean: Observed): Finding[] {
  const alarmed = new Set(night.anomalies.map(({ commune, bureau }) => `${commune}/${bureau}`));
  const marked = new Set([
    ...night.recording
      .filter(({ tally: { commune, bureau } }) => alarmed.has(`${commune}/${bureau}`))
      .map(({ tally }) => tally.departement),
    ...night.missing.map(({ departement }) => departement),
  ]);
  const findings: Finding[] = [];
  for (const [code, document] of clean.departements) {
    if (marked.has(code)) continue;
    if (observed.departements.get(code)?.resultSha256 !== document.resultSha256)
      findings.push(
        finding("R-VISIBLE", `departement ${code} : aucune panne ne devait s'y voir, son résultat diffère`),
      );
  }
  if (marked.size === 0 && observed.france?.resultSha256 !== clean.france?.resultSha256)
    findings.push(finding("R-VISIBLE", "france : aucune panne ne devait se voir, le résultat diffère"));
  return findings;
}
