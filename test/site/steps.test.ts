import { describe, expect, it } from "vitest";
import { decide } from "#shared/law/decide.ts";
import type { Etape } from "#shared/law/outcome.ts";
import { POLITIQUES } from "#shared/law/policies.ts";
import { readAddress } from "#web/address.ts";
import { contextOf } from "#web/components/context.ts";
import { steps } from "#web/components/steps.ts";
import { html } from "#web/tree/html.ts";
import { contest } from "../law/contests.ts";

/** Steps as HTML, their lists and the sections that only a night names called so. */
function toldOf(query: string, etapes: readonly Etape[]): string {
  const context = contextOf(readAddress(query));
  const section = (code: string): string => (code === "35" ? "Ille-et-Vilaine" : context.t.steps.section(code));
  return html(steps(context, etapes, { name: (id) => `Liste ${id}`, section }));
}

const told = (query: string, ...of: Parameters<typeof contest>): string => toldOf(query, decide(contest(...of)).etapes);

describe("the steps of a decision", () => {
  const born = (naissance: string) => ({ voix: 100, naissance });
  const duel = ["legislatives", "2022-06-19", { A: born("1960-01-02"), B: born("1960-01-01") }] as const;
  const second = { tour: 2, premierTour: "2022-06-12" } as const;

  it("say on what a tie was broken, and ages in days", () => {
    expect(told("", ...duel, second)).toMatch(
      /l&#39;âge du candidat.*Liste A 22[\s\u202f]814 jours, Liste B 22[\s\u202f]815 jours/,
    );
    expect(told("?lang=en", ...duel, second)).toMatch(
      /the older candidate: .*Liste A 22,814 days, Liste B 22,815 days/,
    );
  });

  it("say an unknown age, and what is done where the law is silent, in words", () => {
    const unknown = ["legislatives", "2022-06-19", { A: 100, B: 100 }, second] as const;
    expect(told("", ...unknown)).toMatch(
      /Liste A inconnu, Liste B inconnu.*choix appliqué[\s\u00a0]: rien n&#39;est décidé/,
    );
    expect(told("?lang=en", ...unknown)).toMatch(/Liste A unknown.*choice applied: nothing is decided/);
  });

  it("write a mean age as whole days and what is left of them, reduced", () => {
    const lists = { A: { voix: 50, ageMoyenJours: 18_000.5 }, B: { voix: 50, ageMoyenJours: 17_000 } };
    expect(
      told("", "municipales", "2020-06-28", lists, { tour: 2, premierTour: "2020-03-15", population: 2_000 }),
    ).toMatch(/Liste A 18[\s\u202f]000 1\/2 jours, Liste B 17[\s\u202f]000 jours/);
  });

  it("write where the younger comes first, or the fewer voix, without a sign", () => {
    const list = (naissance: string) => ({ voix: 50, personnes: [{ naissance }] });
    const corse = { tour: 2, premierTour: "1999-03-07" } as const;
    const page = told("", "corse", "1999-03-14", { A: list("1960-01-02"), B: list("1960-01-01") }, corse);
    expect(page).toMatch(
      /la plus basse d&#39;abord[\s\u00a0]: <code>Liste A 14[\s\u202f]316 jours, Liste B 14[\s\u202f]317 jours/,
    );
  });

  it("say of which council a seat is, where there are two", () => {
    const both = ["municipales", "2020-06-28", { A: 600, B: 400 }] as const;
    const more = {
      tour: 2,
      premierTour: "2020-03-15",
      population: 2_000,
      sieges: 19,
      siegesCommunautaires: 4,
    } as const;
    expect(told("", ...both, more)).toMatch(/Siège n°\u00a01 \(conseil communautaire\)/);
    expect(told("?lang=en", ...both, more)).toMatch(/Seat 1 \(intercommunal council\): Liste /);
    expect(told("", "europeennes", "2024-06-09", { A: 600, B: 400 })).not.toContain("Parlement");
  });

  it("call sections by their names, as the law and the night do", () => {
    const departage = { entre: ["cayenne", "35"], pistes: [], issue: "sans-effet" } as const;
    const etapes: readonly Etape[] = [
      { type: "transfert", article: "L558-8", candidature: "A", de: "cayenne", vers: "35", departage, regle: "R" },
      {
        type: "siege",
        article: "L558-8",
        corps: "sections:A",
        numero: 1,
        moyennes: [{ id: "oyapock", num: 1, den: 2 }],
        attribue: "oyapock",
        regle: "R",
      },
      {
        type: "siege",
        article: "L558-8",
        corps: "section:iles-sous-le-vent",
        numero: 2,
        moyennes: [],
        attribue: "B",
        regle: "R",
      },
    ];
    const french = toldOf("", etapes);
    expect(french).toContain("Un siège de Liste A passe de la section Cayenne à la section Ille-et-Vilaine");
    expect(french).toContain("Égalité entre Cayenne et Ille-et-Vilaine");
    expect(french).toContain("Siège n°\u00a01 (sections de Liste A)\u00a0: Oyapock");
    expect(french).toContain("Siège n°\u00a02 (section Îles Sous-le-Vent)\u00a0: Liste B");
    expect(toldOf("?lang=en", etapes)).toContain("Seat 2 (section Leeward Islands): Liste B");
  });

  it("have a word in English for every choice", () => {
    const context = contextOf(readAddress("?lang=en"));
    const choices = Object.values(POLITIQUES).flatMap(({ choix }) => choix);
    for (const one of choices)
      expect(context.t.steps.silence("Q-02", one)).toMatch(
        /^The law is silent \(Q-02\); choice applied: [A-Za-z]+ [A-Za-z ,]+$/,
      );
  });
});
