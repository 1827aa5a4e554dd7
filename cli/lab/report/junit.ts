import type { LabReport } from "./model.ts";
import { verdictWords } from "./words.ts";

/** The report as JUnit XML, which every CI reads: a suite a round, a case a verdict. */
export function junitOf(report: LabReport): string {
  const suites = report.nights.map((night) => {
    const failures = night.verdicts.filter(({ holds }) => !holds).length;
    const cases = night.verdicts.map((verdict) => {
      const { name, value, limit, holds } = verdictWords(verdict);
      const details =
        verdict.slo === "promises" ? night.findings.slice(0, 50).map(({ code, detail }) => `${code} ${detail}`) : [];
      const failure = holds
        ? ""
        : `<failure message="${xml(`${value}, attendu ${limit}`)}">${xml(details.join("\n"))}</failure>`;
      return `    <testcase classname="${xml(night.scrutin)}" name="${xml(name)}">${failure}</testcase>`;
    });
    return `  <testsuite name="${xml(`${night.nom}, tour ${night.tour}`)}" tests="${cases.length}" failures="${failures}" timestamp="${xml(report.at)}">
${cases.join("\n")}
  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${xml(report.name)}">
${suites.join("\n")}
</testsuites>
`;
}

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as XML 1.0 allows it: signs escaped, control characters dropped. */
const xml = (value: string): string =>
  value.replaceAll(/(?![\t\n\r])\p{Cc}/gu, "").replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? "");
