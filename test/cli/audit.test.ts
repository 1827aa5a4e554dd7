import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { auditCommand } from "#cli/commands/audit.ts";
import type { CommandIo } from "#cli/commands/command.ts";

const folder = mkdtempSync(join(tmpdir(), "audit-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two cantons: the first gives its seat to the one with fewer voix. */
const FILE = join(folder, "Departementales_2021_tour2.csv");
writeFileSync(
  FILE,
  `Code du département;Code du canton;Libellé du canton;Inscrits;Votants;Exprimés;Binôme;Sièges;Voix;Binôme;Sièges;Voix
01;01;Un;1000;500;500;A et B;2;200;C et D;;300
01;02;Deux;1000;500;500;E et F;2;300;G et H;;200
`,
);

/** Runs the command; what it wrote, and its exit code. */
async function run(...argv: string[]): Promise<{ code: number; out: string }> {
  let out = "";
  const stdout = { write: (text: string) => (out += text) };
  const io = { stdin: process.stdin, stdout, stderr: stdout, env: {} } as unknown as CommandIo;
  return { code: await auditCommand.run(argv, io), out };
}

describe("vingt-heures audit", () => {
  it("reports what contradicts the law, and ends well whatever it finds", async () => {
    const { code, out } = await run(FILE);
    expect(code).toBe(0);
    expect(out).toContain("2 lignes lues, 2 comparées à la règle : 1 conforme");
    expect(out).toContain(
      "A-ELU ligne 2, 01-01 Un : le fichier dit élu qui ne l'est pas selon la règle : 1/0 au lieu de 0/1. [DEP-2015",
    );
    expect(out.endsWith("\n")).toBe(true);
  });

  it("--json: one document; --csv: a row a candidature concerned", async () => {
    const csv = join(folder, "constats.csv");
    const { out } = await run(FILE, "--json", "--csv", csv);
    expect(JSON.parse(out)).toMatchObject({
      tour: { type: "departementales", date: "2021-06-27", tour: 2, premierTour: "2021-06-20" },
      constats: [{ code: "A-ELU", territoire: "01-01", candidatures: [{ voix: 200, officiel: 1, loi: 0 }, {}] }],
    });
    const lines = readFileSync(csv, "utf8").trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain("A-ELU;;2;01-01;Un;conseil;A et B;200;1;0;DEP-2015");
  });

  it("options say which election; what they do not understand is refused", async () => {
    const { out } = await run(FILE, "--type", "cantonales", "--date", "2011-03-27", "--json");
    expect(JSON.parse(out)).toMatchObject({ tour: { type: "cantonales", date: "2011-03-27" } });
    await expect(run(FILE, "--tour", "3")).rejects.toMatchObject({ code: "V-USAGE" });
    await expect(run()).rejects.toMatchObject({ code: "V-USAGE" });
    await expect(run(join(folder, "absent.csv"))).rejects.toMatchObject({ code: "F-LECTURE" });
  });
});
