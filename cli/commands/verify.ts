import { CHECK_CODES, type CheckCode } from "#shared/documents/verify/checks.ts";
import { verifyRun, type Verification } from "#shared/documents/verify/verify-run.ts";
import { counted, number } from "#cli/terminal/format.ts";
import { clean } from "#cli/terminal/spans.ts";
import { EXIT, type Command } from "./command.ts";
import { readOptions } from "./options.ts";
import { openPublished, runOf } from "./published-source.ts";

/** What each code is about, when it holds. */
const MEANING: Readonly<Record<CheckCode, string>> = {
  "V-ABSENT": "ce qui est nommé est là",
  "V-FORMAT": "chaque document a la forme de son schéma",
  "V-EMPREINTE": "chaque contenu porte l'empreinte qui le nomme",
  "V-RESULTAT": "chaque résultat porte l'empreinte qu'il annonce",
  "V-SEQUENCE": "aucune séquence ne recule",
  "V-CHAINE": "les documents nationaux forment une chaîne, du dernier au premier",
  "V-SOMME": "bureaux, communes, unités, départements, régions et France s'additionnent",
  "V-POURCENT": "chaque pourcentage est celui de ses entiers",
  "V-LATEST": "les chemins latest/ disent ce que dit la chaîne",
  "V-EMBARGO": "aucun résultat n'est public avant l'heure",
};

export const verifyCommand: Command = {
  name: "verify",
  summary: "vérifie ce qu'une nuit a publié : empreintes, chaîne, sommes, embargo",
  usage: `Usage : vingt-heures verify DOSSIER|ADRESSE [--run R] [--json]

Vérifie, sans réseau quand c'est un dossier, tout ce qu'un run a publié : chaque contenu porte l'empreinte qui le nomme, rien de
nommé ne manque, la chaîne des documents nationaux remonte au premier, les sommes tombent juste des bureaux à la France, et
rien n'est public avant l'heure.

  DOSSIER|ADRESSE  ce que --out a écrit, une copie du compartiment S3, ou l'adresse d'un site (http://localhost:2000)
  --run R          le run, quand il y en a plusieurs
  --json           le constat en une ligne de JSON

Codes des constats
${CHECK_CODES.map((code) => `  ${code.padEnd(12)} ${MEANING[code]}`).join("\n")}

Exemples
  vingt-heures start --speed max --out nuit && vingt-heures verify nuit
  aws s3 sync s3://COMPARTIMENT/runs nuit/runs && vingt-heures verify nuit --run R

Codes de sortie : 0 tout tient · 1 quelque chose ne tient pas · 2 usage
`,
  async run(argv, { stdout }) {
    const options = { run: { type: "string" }, json: { type: "boolean" } } as const;
    const { values, positionals } = readOptions("verify", argv, options, ["DOSSIER|ADRESSE"]);
    const source = openPublished(positionals[0] ?? "");
    const verification = await verifyRun(source.read, await runOf(source, values.run));
    stdout.write(values.json === true ? `${JSON.stringify(verification)}\n` : told(verification));
    return verification.tient ? EXIT.ok : EXIT.failed;
  },
};

function told({ run, tient, sousEmbargo, chaine, documents, verifications, constats }: Verification): string {
  const failed = verifications.reduce((sum, { manques }) => sum + manques, 0);
  const lines = [
    ...verifications.map(({ code, verifies, manques }) => {
      const how = manques === 0 ? number(verifies) : `${counted(manques, "manque", "manques")} sur ${number(verifies)}`;
      return `${manques === 0 ? "tient   " : "NE TIENT PAS"} ${code.padEnd(12)} ${MEANING[code]} (${how})`;
    }),
    ...constats.map(({ code, ou, detail }) => `  ${code} ${clean(ou)} : ${clean(detail)}`),
    ...(failed > constats.length ? [`  … et ${counted(failed - constats.length, "autre", "autres")}`] : []),
    sousEmbargo
      ? `Run ${run}, sous embargo : seule la participation est publique.`
      : `Run ${run} : ${counted(chaine, "document national", "documents nationaux")} en chaîne, ${counted(documents, "document lu", "documents lus")}.`,
    tient ? "Tout tient." : `Quelque chose ne tient pas : ${counted(failed, "manque", "manques")}.`,
  ];
  return `${lines.join("\n")}\n`;
}
