import type { ScrutinType } from "#shared/formats/scrutins.ts";

/** The official files that can be fetched by name, and the pages where the others are: data.gouv.fr's own addresses. */

export interface Dataset {
  readonly nom: string;
  readonly type: ScrutinType;
  /** Polling day of the first round, `YYYY-MM-DD`. */
  readonly date: string;
  readonly tours: "1" | "2" | "1 et 2";
  readonly niveau: string;
  /** Family that reads it (docs/formats.md). */
  readonly famille: string;
  /** Whether no real file of it was at hand when the reader was written. */
  readonly experimental: boolean;
  /** Address of the file itself; `null`: it is on the page. */
  readonly url: string | null;
  /** Page of the dataset; `null` when only the file's address is known. */
  readonly page: string | null;
  /** Size in bytes, where it is known. */
  readonly octets: number | null;
}

const FILES = "https://www.data.gouv.fr";

type Facts = Pick<Dataset, "nom" | "type" | "date" | "tours" | "niveau" | "famille"> & Partial<Dataset>;

const file = (facts: Facts & { readonly url: string }): Dataset => ({
  experimental: false,
  page: null,
  octets: null,
  ...facts,
  url: facts.url.startsWith("http") ? facts.url : FILES + facts.url,
});

const page = ({ slug, ...facts }: Facts & { readonly slug: string }): Dataset => ({
  experimental: false,
  url: null,
  octets: null,
  ...facts,
  page: `${FILES}/fr/datasets/${slug}/`,
});

const MUNICIPALES_2014 = { type: "municipales", date: "2014-03-23" } as const;
const PRESIDENTIELLE_2017 = {
  type: "presidentielle",
  date: "2017-04-23",
  famille: "ministere-blocs",
} as const;
const LEGISLATIVES_2017 = { type: "legislatives", date: "2017-06-11", famille: "ministere-blocs" } as const;
const PR17 = "election-presidentielle-des-23-avril-et-7-mai-2017-resultats-definitifs-du";
const LG17 = "elections-legislatives-des-11-et-18-juin-2017-resultats";

/** In the order of their dates. */
export const DATASETS: readonly Dataset[] = [
  file({
    nom: "municipales-2001-3500",
    type: "municipales",
    date: "2001-03-11",
    tours: "1 et 2",
    niveau: "communes de plus de 3 500 habitants",
    famille: "ministere-blocs",
    experimental: true,
    url: "http://static.data.gouv.fr/a8/7ed1963602a96808a3795400346086fb22e940ee1f1b87d0e8cd189fe6d12b.xls",
  }),
  file({
    nom: "municipales-2008-bureaux",
    type: "municipales",
    date: "2008-03-09",
    tours: "1 et 2",
    niveau: "bureaux des communes de plus de 3 500 habitants",
    famille: "ministere-blocs",
    experimental: true,
    url: "/s/resources/elections-municipales-2008-communes-de-plus-de-3-500-habitants-resultats-par-bureaux-de-vote-1/20150925-122851/MN08_BVot_T1T2.txt",
  }),
  file({
    ...MUNICIPALES_2014,
    nom: "municipales-2014-bureaux",
    tours: "1 et 2",
    niveau: "bureaux",
    famille: "bureaux-t1-t2",
    experimental: true,
    url: "/s/resources/elections-municipales-2014-resultats-par-bureaux-de-vote/20150925-122128/MN14_Bvot_T1T2.txt",
  }),
  file({
    ...MUNICIPALES_2014,
    nom: "municipales-2014-t1",
    tours: "1",
    niveau: "communes de 1 000 habitants et plus, avec sièges",
    famille: "ministere-blocs",
    octets: 3_122_202,
    url: "/storage/f/2014-03-25T16-06-23/muni-2014-resultats-com-1000-et-plus-t1.txt",
  }),
  file({
    ...MUNICIPALES_2014,
    nom: "municipales-2014-t2",
    tours: "2",
    niveau: "communes de 1 000 habitants et plus, avec sièges",
    famille: "ministere-blocs",
    octets: 664_065,
    url: "/storage/f/2014-03-31T09-49-28/muni-2014-resultats-com-1000-et-plus-t2.txt",
  }),
  file({
    ...MUNICIPALES_2014,
    nom: "municipales-2014-moins-1000-t1",
    tours: "1",
    niveau: "communes de moins de 1 000 habitants",
    famille: "ministere-blocs",
    experimental: true,
    url: "/storage/f/2014-03-25T16-08-50/muni-2014-resultats-com-moins-1000-t1.txt",
  }),
  file({
    ...MUNICIPALES_2014,
    nom: "municipales-2014-moins-1000-t2",
    tours: "2",
    niveau: "communes de moins de 1 000 habitants",
    famille: "ministere-blocs",
    experimental: true,
    url: "/storage/f/2014-03-31T09-51-08/muni-2014-resultats-com-moins-1000-t2.txt",
  }),
  page({
    ...PRESIDENTIELLE_2017,
    nom: "presidentielle-2017-t1-bureaux",
    tours: "1",
    niveau: "bureaux",
    slug: `${PR17}-1er-tour-par-bureaux-de-vote`,
  }),
  page({
    ...PRESIDENTIELLE_2017,
    nom: "presidentielle-2017-t1-communes",
    tours: "1",
    niveau: "communes",
    slug: `${PR17}-1er-tour-par-communes`,
  }),
  page({
    ...PRESIDENTIELLE_2017,
    nom: "presidentielle-2017-t2-bureaux",
    tours: "2",
    niveau: "bureaux",
    slug: `${PR17}-2nd-tour-par-bureaux-de-vote`,
  }),
  page({
    ...PRESIDENTIELLE_2017,
    nom: "presidentielle-2017-t2-communes",
    tours: "2",
    niveau: "communes",
    slug: `${PR17}-2nd-tour-par-communes`,
  }),
  page({
    ...LEGISLATIVES_2017,
    nom: "legislatives-2017-t1-bureaux",
    tours: "1",
    niveau: "bureaux",
    slug: `${LG17}-par-bureaux-de-vote-du-1er-tour`,
  }),
  page({
    ...LEGISLATIVES_2017,
    nom: "legislatives-2017-t1-communes",
    tours: "1",
    niveau: "communes",
    slug: `${LG17}-par-communes-du-1er-tour`,
  }),
  page({
    ...LEGISLATIVES_2017,
    nom: "legislatives-2017-t1",
    tours: "1",
    niveau: "circonscriptions",
    slug: `${LG17}-du-1er-tour`,
  }),
  page({
    ...LEGISLATIVES_2017,
    nom: "legislatives-2017-t2-communes",
    tours: "2",
    niveau: "communes",
    slug: `${LG17}-du-2nd-tour-par-communes`,
  }),
  page({
    ...LEGISLATIVES_2017,
    nom: "legislatives-2017-t2",
    tours: "2",
    niveau: "circonscriptions",
    slug: `${LG17}-du-2nd-tour`,
  }),
  page({
    nom: "senatoriales-2017",
    type: "senatoriales",
    date: "2017-09-24",
    tours: "1 et 2",
    niveau: "départements",
    famille: "ministere-blocs",
    experimental: true,
    slug: "elections-senatoriales-2017-resultats",
  }),
  page({
    nom: "municipales-2020-t1",
    type: "municipales",
    date: "2020-03-15",
    tours: "1",
    niveau: "bureaux et communes",
    famille: "ministere-blocs",
    slug: "elections-municipales-2020-resultats",
  }),
  page({
    nom: "municipales-2020-t2",
    type: "municipales",
    date: "2020-03-15",
    tours: "2",
    niveau: "bureaux et communes",
    famille: "ministere-blocs",
    slug: "municipales-2020-resultats-2nd-tour",
  }),
];
