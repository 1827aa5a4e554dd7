/**
 * Reading official files: processor time and peak memory of a process that reads one, in the ministry's layout (Windows-1252, 98 cells a
 * line), or in the long one of the aggregated data, made as large as asked and removed after.
 *
 * Beside it, what a process takes that cuts the same file at its ends of line and separators, and does nothing else.
 *
 *     node test/benchmarks/files.ts blocs 69     # megabytes: to dossier and tallies
 *     node test/benchmarks/files.ts long 2000    # summed by election
 */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "#shared/formats/inspect.ts";
import { lean } from "#cli/files/lean.ts";
import { openFile } from "#cli/files/open.ts";
import { readNightFile } from "#cli/reference/files.ts";

const NAMES =
  "ARTHAUD Nathalie,ASSELINEAU François,CHEMINADE Jacques,DUPONT-AIGNAN Nicolas,FILLON François,HAMON Benoît,LASSALLE Jean,LE PEN Marine,MACRON Emmanuel,MÉLENCHON Jean-Luc,POUTOU Philippe";
const DEPARTEMENTS = Array.from({ length: 95 }, (_, i) => String(i + 1).padStart(2, "0")).filter(
  (code) => code !== "20",
);
/** Bureaux that a file of the ministry has. */
const BUREAUX = 69_242;

const HEADER =
  "Code du département;Libellé du département;Code de la circonscription;Libellé de la circonscription;Code de la commune;Libellé de la commune;Code du b.vote;Inscrits;Abstentions;% Abs/Ins;Votants;% Vot/Ins;Blancs;% Blancs/Ins;% Blancs/Vot;Nuls;% Nuls/Ins;% Nuls/Vot;Exprimés;% Exp/Ins;% Exp/Vot;N°Panneau;Sexe;Nom;Prénom;Voix;% Voix/Ins;% Voix/Exp";

/** The lines of the ministry's layout: names are as long as the size asks. */
function* blocs(bytes: number): Generator<string> {
  yield `${HEADER}\r\n`;
  const bare = 520;
  const filler = "é".repeat(Math.max(0, Math.floor(bytes / BUREAUX) - bare));
  for (let i = 0; i < BUREAUX; i += 1) {
    const departement = DEPARTEMENTS[Math.floor((i * DEPARTEMENTS.length) / BUREAUX)]!;
    const voix = NAMES.split(",").map((_, k) => 10 + ((i * 7 + k * 13) % 90));
    const exprimes = voix.reduce((sum, count) => sum + count, 0);
    const blocks = NAMES.split(",").map(
      (name, k) => `${k + 1};M;${name.replace(/ ([^ ]+)$/, ";$1")};${voix[k]};1,23;4,56`,
    );
    const place = `${departement};Département;01;1ère circonscription;${String(1 + (i % 400)).padStart(3, "0")};Commune ${filler};${String(i).padStart(6, "0")}`;
    yield `${place};${exprimes + 400};300;42,86;${exprimes + 100};57,14;60;1,00;2,00;40;1,00;2,00;${exprimes};50,00;80,00;${blocks.join(";")}\r\n`;
  }
}

/** The lines of `candidats_results`: ten elections one after the other. */
function* long(bytes: number): Generator<string> {
  yield "id_election;id_brut_miom;code_departement;code_commune;code_bv;no_panneau;voix;ratio_voix_inscrits;ratio_voix_exprimes;nuance;sexe;nom;prenom;liste;libelle_abrege_liste;libelle_etendu_liste;nom_tete_liste;binome\n";
  const one = bytes / 10;
  for (let election = 0; election < 10; election += 1) {
    let written = 0;
    for (let i = 0; written < one; i += 1) {
      const departement = DEPARTEMENTS[i % DEPARTEMENTS.length]!;
      const commune = `${departement}${String(1 + (i % 400)).padStart(3, "0")}`;
      const line = `${2013 + election}_pres_t1;${commune}_${1 + (i % 60)};${departement};${commune};${1 + (i % 60)};1;${i % 900};12.34;23.45;;M;NOM ${i % 5000};Prénom;;;;;\n`;
      written += line.length;
      yield line;
    }
  }
}

async function write(path: string, lines: Iterable<string>): Promise<number> {
  const stream = createWriteStream(path, { encoding: "latin1" });
  let text = "";
  for (const line of lines) {
    text += line;
    if (text.length < 1 << 20) continue;
    if (!stream.write(text)) await once(stream, "drain");
    text = "";
  }
  stream.end(text);
  await once(stream, "close");
  return (await stat(path)).size;
}

/** Cells of a file cut as simply as can be. */
async function cut(path: string): Promise<number> {
  let cells = 0;
  let rest = "";
  for await (const chunk of createReadStream(path, { encoding: "latin1", highWaterMark: 1 << 18 })) {
    const lines = (rest + (chunk as string)).split("\n");
    rest = lines.pop()!;
    for (const line of lines) cells += line.split(";").length;
  }
  return cells;
}

const [kind = "blocs", size = "69", given, reading] = process.argv.slice(2);
if (given === undefined) {
  const folder = await mkdtemp(join(tmpdir(), "vingt-heures-bench-"));
  const file = join(folder, kind === "long" ? "candidats.csv" : "PR17_BVot_T1_FE.txt");
  const bytes = await write(file, (kind === "long" ? long : blocs)(Number(size) * 1e6));
  process.stdout.write(`${kind}, ${(bytes / 1e6).toFixed(0)} MB\n`);
  for (const how of ["read", "cut"])
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), kind, size, file, how], { stdio: "inherit" });
  await rm(folder, { recursive: true });
} else {
  const start = process.cpuUsage();
  const read =
    reading === "cut"
      ? `cut only: ${await cut(given)} cells`
      : kind === "long"
        ? `${(await lean(() => inspect(openFile(given)))).tables[0]!.lignes} rows`
        : `${(await readNightFile(given, { type: "presidentielle", date: "2017-04-23", tour: 1 })).tallies.length} rows`;
  const { user, system } = process.cpuUsage(start);
  const peak = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(
    `${read}, ${((user + system) / 1e6).toFixed(1)} s of processor, ${peak.toFixed(0)} MB resident at most\n`,
  );
}
