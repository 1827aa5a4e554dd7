/**
 * Every commune of a municipal election decided on one core, as on 15 March 2020: five in seven by names (panachage), the others by
 * lists with their conseillers communautaires. Half are decided in round 1, half in round 2. The baseline, in the same run, is
 * `JSON.parse` of the same contests.
 *
 *     node test/benchmarks/law.ts [communes]
 */
import type { Contest, ContestCandidature } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { conseillersMunicipaux } from "#shared/law/tables.ts";
import { randomOf } from "#shared/night/random.ts";

const COMMUNES = Number(process.argv[2] ?? 35_000);
const PREMIER = "2020-03-15";
const random = randomOf("law", "2020");

const naissance = (): string => `${random.between(1935, 2000)}-0${random.between(1, 9)}-${random.between(10, 28)}`;

/** Below 1,000 inhabitants: somewhat more people than seats, each named on many ballots. */
function parNoms(population: number, exprimes: number): readonly ContestCandidature[] {
  const sieges = conseillersMunicipaux(population, PREMIER);
  return Array.from({ length: sieges + random.between(0, 6) }, (_, index) => ({
    id: `nom-${index}`,
    voix: random.between(0, Math.floor((exprimes * sieges) / (sieges + 6))),
    naissance: naissance(),
  }));
}

/** Two to five lists that share the exprimés, complete, every candidate dated. */
function parListes(population: number, exprimes: number): readonly ContestCandidature[] {
  const sieges = conseillersMunicipaux(population, PREMIER);
  const listes = random.between(2, 5);
  let rest = exprimes;
  return Array.from({ length: listes }, (_, index) => {
    const voix = index === listes - 1 ? rest : random.between(0, rest);
    rest -= voix;
    return {
      id: `liste-${index}`,
      voix,
      personnes: Array.from({ length: sieges }, (_person, rank) => ({ nom: `P${rank}`, naissance: naissance() })),
      communautaires: Array.from({ length: 5 }, (_rank, rank) => rank + 1),
    };
  });
}

const contests = Array.from({ length: COMMUNES }, (_, index): Contest => {
  const grande = index % 7 < 2;
  const population = grande ? random.between(1000, 20_000) : random.between(50, 999);
  const inscrits = Math.ceil(population * 0.75);
  const exprimes = Math.ceil(inscrits * 0.5);
  const tour = index % 2 === 0 ? 1 : 2;
  return {
    id: `commune-${index}`,
    type: "municipales",
    date: tour === 1 ? PREMIER : "2020-06-28",
    premierTour: PREMIER,
    tour,
    territoire: "01001",
    population,
    inscrits,
    exprimes,
    sieges: conseillersMunicipaux(population, PREMIER),
    ...(grande ? { siegesCommunautaires: 3 } : {}),
    candidatures: grande ? parListes(population, exprimes) : parNoms(population, exprimes),
  };
});
const texts = contests.map((contest) => JSON.stringify(contest));

/** Milliseconds of the fastest of five passes over every contest. */
function fastest(pass: () => void): number {
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const start = performance.now();
      pass();
      return performance.now() - start;
    }),
  );
}

let [seats, steps] = [0, 0];
const parse = fastest(() => {
  for (const text of texts) JSON.parse(text);
});
const sans = fastest(() => {
  for (const contest of contests)
    seats += decide(contest, { etapes: false }).candidatures.filter(({ sieges = 0 }) => sieges > 0).length;
});
const avec = fastest(() => {
  for (const contest of contests) steps += decide(contest).etapes.length;
});

const row = (name: string, time: number): string =>
  `${name.padEnd(26)} ${time.toFixed(0).padStart(6)} ms ${(time / parse).toFixed(2).padStart(7)} × JSON.parse`;
console.log(`${COMMUNES} communes, ${(texts.join("").length / 2 ** 20).toFixed(0)} MiB of JSON, fastest of 5 passes`);
console.log(row("JSON.parse (baseline)", parse));
console.log(row("decided, without steps", sans));
console.log(row("decided, with steps", avec));
console.log(`${seats / 5} candidatures with seats, ${steps / 5} steps`);
