import type { Departage, Etape, Fraction, NomCritere } from "#shared/law/outcome.ts";
import { lireCorps, partieEntiere } from "#shared/law/words.ts";
import { h, type Child, type Element } from "../tree/node.ts";
import type { Context } from "./context.ts";

/** What the parties of a step are called. */
type Namer = (id: string) => string;

/** What is called by a name: candidatures, and sections. */
export interface Namers {
  readonly name: Namer;
  readonly section: Namer;
}

/** The law's reasoning, a step a line: what was done, the exact operands, the article. Folded until asked for. */
export function steps(context: Context, etapes: readonly Etape[], namers: Namers): Element {
  const { t, f } = context;
  if (etapes.length === 0) return h("p", { class: "hint" }, t.outcome.noSteps);
  const bodies = new Set(etapes.flatMap((etape) => ("corps" in etape ? [etape.corps] : [])));
  /** Of which body a step is, in brackets, where there are several. */
  const bodyOf = (corps: string): string => (bodies.size > 1 ? ` (${bodyName(context, corps, namers)})` : "");
  return h(
    "details",
    { class: "steps", key: "steps" },
    h("summary", {}, `${t.outcome.steps} (${f.number(etapes.length)})`),
    h(
      "ol",
      {},
      etapes.map((etape, at) =>
        h(
          "li",
          { key: at },
          h("p", {}, sentence(context, etape, namers, bodyOf), " ", h("cite", {}, etape.article)),
          operands(context, etape, namers),
        ),
      ),
    ),
  );
}

/** A body as it is said: « conseil communautaire », « section Cayenne ». */
function bodyName({ t }: Context, corps: string, { name, section }: Namers): string {
  const read = lireCorps(corps);
  switch (read.genre) {
    case "corps":
      return t.steps.corps(read.code);
    case "section":
      return t.steps.inSection(section(read.code));
    case "sections":
      return t.steps.amongSections(name(read.liste));
    case "autre":
      return read.code;
  }
}

/** Where the seats of one list are shared among its sections, the parties are sections. */
const parties = (body: string, { name, section }: Namers): Namer =>
  lireCorps(body).genre === "sections" ? section : name;

function sentence({ t, f }: Context, etape: Etape, namers: Namers, bodyOf: (corps: string) => string): string {
  const s = t.steps;
  const { name, section } = namers;
  switch (etape.type) {
    case "predicat":
      return s.predicat(name(etape.candidature), t.seuil(etape.seuil), etape.verdict);
    case "participation":
      return s.participation(etape.verdict);
    case "adoption":
      return s.adoption(etape.adopte, etape.avis);
    case "prime":
      return s.prime(name(etape.candidature), f.number(etape.sieges), f.number(etape.surTotal), bodyOf(etape.corps));
    case "admission":
      return etape.admises.length === 0
        ? s.admissionNone(bodyOf(etape.corps))
        : s.admission(f.list(etape.admises.map(name)), bodyOf(etape.corps));
    case "siege":
      return s.siege(f.number(etape.numero), parties(etape.corps, namers)(etape.attribue), bodyOf(etape.corps));
    case "election":
      return `${s.election(name(etape.candidature))} ${s.motif[etape.motif]}`;
    case "qualification":
      return `${s.qualification(name(etape.candidature))} ${s.voie[etape.voie]}`;
    case "retrait":
      return s.retrait(name(etape.candidature));
    case "vacance":
      return s.vacance(etape.sieges, f.number(etape.sieges), bodyOf(etape.corps));
    case "silence":
      return s.silence(etape.question, etape.politique);
    case "transfert":
      return s.transfert(name(etape.candidature), section(etape.de), section(etape.vers));
    case "remplacement":
      return s.remplacement(name(etape.candidature));
    case "plafond":
      return s.plafond(name(etape.candidature), f.number(etape.maximum));
    case "departage": {
      const party = parties(etape.objet, namers);
      const tied = s.departage(f.list(etape.departage.entre.map(party)));
      return etape.retenu === undefined ? tied : `${tied}${t.colon}${s.kept(party(etape.retenu))}`;
    }
    case "anomalie":
      return s.anomalie(etape.code);
  }
}

/** The numbers of a step, exact: both sides of a comparison, every average compared. */
function operands(context: Context, etape: Etape, namers: Namers): Child {
  const { t, f } = context;
  const comparison = (left: number, sign: string, right: number): Element =>
    h("code", {}, `${f.number(left)} ${sign} ${f.number(right)}`);
  switch (etape.type) {
    case "predicat": {
      const { voix, base, valeurBase, gauche, droite, operateur, verdict } = etape;
      const sign = operateur === ">" ? (verdict ? ">" : "≤") : verdict ? "≥" : "<";
      return h(
        "p",
        { class: "operands" },
        t.steps.operands(f.number(voix), f.number(valeurBase), t.steps[base]),
        t.colon,
        comparison(gauche, sign, droite),
      );
    }
    case "participation":
      return h("p", { class: "operands" }, comparison(etape.gauche, etape.verdict ? "≥" : "<", etape.droite));
    case "siege": {
      const party = parties(etape.corps, namers);
      return [
        h(
          "table",
          { class: "averages" },
          h("caption", {}, t.steps.averages),
          h(
            "tbody",
            {},
            etape.moyennes
              .toSorted(byValue)
              .map((one) =>
                h(
                  "tr",
                  { class: one.id === etape.attribue ? "won" : undefined },
                  h("th", { scope: "row" }, party(one.id)),
                  h("td", {}, h("code", {}, `${f.number(one.num)} / ${f.number(one.den)}`)),
                  h("td", {}, f.number(Math.floor((one.num / one.den) * 100) / 100)),
                ),
              ),
          ),
        ),
        etape.departage !== undefined &&
          tie(context, etape.departage, party, t.steps.departage(f.list(etape.departage.entre.map(party)))),
      ];
    }
    case "transfert": {
      const { departage } = etape;
      return departage === undefined
        ? null
        : tie(context, departage, namers.section, t.steps.departage(f.list(departage.entre.map(namers.section))));
    }
    case "departage":
      return etape.departage.pistes.length === 0 ? null : tie(context, etape.departage, parties(etape.objet, namers));
    default:
      return null;
  }
}

/** What a tie was broken on, criterion by criterion, after what says who was tied. */
const tie = ({ t, f }: Context, { pistes }: Departage, name: Namer, before = ""): Element =>
  h(
    "p",
    { class: "operands" },
    before,
    pistes.map(({ critere, valeurs }) => [
      ` · ${t.steps.critere(critere)}${t.colon}`,
      h("code", {}, valeurs.map(({ id, valeur }) => `${name(id)} ${compared({ t, f }, critere, valeur)}`).join(", ")),
    ]),
  );

/** One side of a tie: voix, or an age in days. The smallest first are opposites. */
function compared({ t, f }: Pick<Context, "t" | "f">, critere: NomCritere, valeur: Fraction | undefined): string {
  if (valeur === undefined) return t.steps.unknown;
  const { entiers, reste } = partieEntiere({ num: Math.abs(valeur.num), den: valeur.den });
  const written = reste.num === 0 ? f.number(entiers) : `${f.number(entiers)} ${reste.num}/${reste.den}`;
  return critere.endsWith("voix") ? written : t.steps.days(written);
}

/** Largest first, by cross-multiplication. */
const byValue = (a: Fraction, b: Fraction): number => b.num * a.den - a.num * b.den;
