import { COMMANDS } from "./registry.ts";

/** What `vingt-heures --help` prints: what it is, the commands, examples that teach, the exit codes. */
export async function helpText(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(12)}${summary}`).join("\n");
  return `vingt-heures : la nuit électorale, bureau de vote par bureau de vote, sur une vraie chaîne AWS — dans votre machine.

Usage : vingt-heures <commande> [options]

Commandes
${rows}

Pour commencer
  vingt-heures start                     la présidentielle de 2017 rejouée en deux minutes environ
  vingt-heures start --speed max         aussi vite que la chaîne le peut
  vingt-heures replay resultats.csv      un fichier officiel, bureau par bureau
  vingt-heures up                        la chaîne seule, pour vos propres programmes
  vingt-heures <commande> --help         les options d'une commande

Options de toutes les commandes
  --help, -h     cette aide            --version, -v  la version
  --debug        la pile d'appels quand quelque chose échoue

Codes de sortie
  0    fait ; pour une nuit : ce qui est publié égale ce qui a été envoyé
  1    échec, ou conservation rompue
  2    commande ou option incorrecte : rien n'a été fait
  130  interrompu par Ctrl-C
`;
}
