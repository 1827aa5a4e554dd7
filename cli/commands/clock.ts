import { isOver, type ClockCommand } from "#cli/control/contract.ts";
import { plainLine } from "#cli/terminal/plain.ts";
import { CliError } from "./cli-error.ts";
import { EXIT, type Command } from "./command.ts";
import { momentOf, readOptions, secondsOf, speedOf } from "./options.ts";
import { runningHost } from "./running-host.ts";

export const clockCommand: Command = {
  name: "clock",
  summary: "règle l'horloge d'une nuit qui se joue : pause, vitesse, avance, pas à pas",
  usage: `Usage : vingt-heures clock RUN ACTION [VALEUR]

Règle l'horloge d'une nuit de la chaîne qui tourne sur cette machine. RUN : son identifiant (« vingt-heures status »), ou « - » s'il n'y en a
qu'une.

  pause                arrête l'horloge
  resume               la remet en marche
  speed N|max          secondes de la nuit par seconde réelle
  seek INSTANT         avance jusqu'à 20:30 (heure de Paris) ou un instant ISO 8601 ; ce qui est entre-temps part d'un coup
  step [SECONDES]      avance de tant de secondes de la nuit (60), puis s'arrête

Exemples
  vingt-heures clock - pause
  vingt-heures clock - step 300

Codes de sortie : 0 fait · 1 échec · 2 usage
`,
  async run(argv, io) {
    const { positionals } = readOptions(
      "clock",
      argv,
      {},
      ["RUN", "ACTION", "VALEUR"].slice(0, Math.max(2, argv.length)),
    );
    const [name = "", action = "", value] = positionals;
    const command = commandOf(action, value);
    const host = runningHost(io.env);
    const run = name === "-" ? await onlyRun(host) : name;
    io.stdout.write(`${plainLine(await host.clock(run, command))}\n`);
    return EXIT.ok;
  },
};

function commandOf(action: string, value: string | undefined): ClockCommand {
  switch (action) {
    case "pause":
    case "resume":
      return { action };
    case "speed":
      return { action, speed: speedOf(value ?? "") };
    case "seek":
      return { action, to: momentOf("seek", value ?? "") };
    case "step":
      return { action, seconds: secondsOf("step", value ?? "60") };
    default:
      throw new CliError("V-USAGE", "action inconnue", {
        place: action,
        expected: "pause, resume, speed, seek ou step",
      });
  }
}

async function onlyRun(host: ReturnType<typeof runningHost>): Promise<string> {
  const open = (await host.runs()).filter(({ phase }) => !isOver(phase));
  if (open.length === 1) return open[0]!.run;
  throw new CliError("V-USAGE", open.length === 0 ? "aucune nuit ne se joue" : "plusieurs nuits se jouent", {
    place: "-",
    expected: open.length === 0 ? "une nuit en cours" : open.map(({ run }) => run).join(", "),
  });
}
