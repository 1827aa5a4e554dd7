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

const STATIC = "https://static.data.gouv.fr/resources";

/** A file of the resources' own server, in a layout that the tests hold. */
const resource = ({ in: set, ...facts }: Facts & { readonly in: string; readonly url: string }): Dataset =>
  file({ ...facts, url: `${STATIC}/${set}/${facts.url}` });

const page = ({ slug, ...facts }: Facts & { readonly slug: string }): Dataset => ({
  experimental: false,
  url: null,
  octets: null,
  ...facts,
  page: `${FILES}/fr/datasets/${slug}/`,
});

const HEADERLESS_BUREAUX = { niveau: "bureaux", famille: "bureaux-t1-t2", experimental: true } as const;
const MUNICIPALES_2014 = { type: "municipales", date: "2014-03-23" } as const;
const PRESIDENTIELLE_2017 = {
  type: "presidentielle",
  date: "2017-04-23",
  famille: "ministere-blocs",
} as const;
const LEGISLATIVES_2017 = { type: "legislatives", date: "2017-06-11", famille: "ministere-blocs" } as const;
const PRESIDENTIELLE_2022 = { type: "presidentielle", date: "2022-04-10", famille: "ministere-blocs" } as const;
const LEGISLATIVES_2024 = { type: "legislatives", date: "2024-06-30", famille: "ministere-2024" } as const;
const MUNICIPALES_2020 = { type: "municipales", date: "2020-03-15", famille: "ministere-blocs" } as const;
const MUNICIPALES_2026 = {
  type: "municipales",
  date: "2026-03-15",
  famille: "ministere-2024",
  niveau: "communes, avec sièges",
} as const;
const PR22 = "election-presidentielle-des-10-et-24-avril-2022-resultats-definitifs-du";
const LG24 = "elections-legislatives-des-30-juin-et-7-juillet-2024-resultats-definitifs-du";
const PR17 = "election-presidentielle-des-23-avril-et-7-mai-2017-resultats-definitifs-du";
const LG17 = "elections-legislatives-des-11-et-18-juin-2017-resultats";

const KNOWN: readonly Dataset[] = [
  file({
    nom: "referendum-2005-bureaux",
    type: "referendum",
    date: "2005-05-29",
    tours: "1",
    ...HEADERLESS_BUREAUX,
    url: "/s/resources/referendum-de-2005-resultats-par-bureaux-de-vote/20150925-112918/RF05_BVot.txt",
  }),
  file({
    nom: "presidentielle-2007-bureaux",
    type: "presidentielle",
    date: "2007-04-22",
    tours: "1 et 2",
    ...HEADERLESS_BUREAUX,
    url: "/s/resources/election-presidentielle-2007-resultats-par-bureaux-de-vote/20151001-154056/PR07_Bvot_T1T2.txt",
  }),
  file({
    nom: "presidentielle-2012-bureaux",
    type: "presidentielle",
    date: "2012-04-22",
    tours: "1 et 2",
    ...HEADERLESS_BUREAUX,
    url: "/s/resources/election-presidentielle-2012-resultats-par-bureaux-de-vote-1/20150925-102751/PR12_Bvot_T1T2.txt",
  }),
  resource({
    nom: "legislatives-2012-bureaux",
    type: "legislatives",
    date: "2012-06-10",
    tours: "1 et 2",
    ...HEADERLESS_BUREAUX,
    in: "elections-legislatives-2012-resultats-par-bureaux-de-vote",
    url: "20150925-103435/LG12_Bvot_T1T2.txt",
  }),
  file({
    nom: "europeennes-2014-bureaux",
    type: "europeennes",
    date: "2014-05-25",
    tours: "1",
    ...HEADERLESS_BUREAUX,
    url: "/s/resources/elections-europeennes-2014-resultats-par-bureaux-de-vote/20150925-112120/ER14_BVOT.txt",
  }),
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
    ...HEADERLESS_BUREAUX,
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
  resource({
    ...MUNICIPALES_2020,
    nom: "municipales-2020-t1-1000",
    tours: "1",
    niveau: "communes de 1 000 habitants et plus, avec sièges",
    in: "elections-municipales-2020-resultats",
    url: "20200525-133704/2020-05-18-resultats-communes-de-1000-et-plus.txt",
  }),
  resource({
    ...MUNICIPALES_2020,
    nom: "municipales-2020-t1-moins-1000",
    tours: "1",
    niveau: "communes de moins de 1 000 habitants",
    in: "elections-municipales-2020-resultats",
    url: "20200525-133805/2020-05-18-resultats-communes-de-moins-de-1000.txt",
  }),
  resource({
    ...MUNICIPALES_2020,
    nom: "municipales-2020-t2-1000",
    tours: "2",
    niveau: "communes de 1 000 habitants et plus, avec sièges",
    in: "municipales-2020-resultats-2nd-tour",
    url: "20200629-192435/2020-06-29-resultats-t2-communes-de-1000-hab-et-plus.txt",
  }),
  resource({
    ...MUNICIPALES_2020,
    nom: "municipales-2020-t2-moins-1000",
    tours: "2",
    niveau: "communes de moins de 1 000 habitants",
    in: "municipales-2020-resultats-2nd-tour",
    url: "20200629-192436/2020-06-29-resultats-t2-communes-de-moins-de-1000-hab.txt",
  }),
  resource({
    nom: "regionales-2021-t1-communes",
    type: "regionales",
    date: "2021-06-20",
    tours: "1",
    niveau: "communes",
    famille: "ministere-blocs",
    experimental: true,
    in: "elections-regionales-2021-resultats-du-1er-tour-1",
    url: "20210713-100212/reg-resultats-par-niveau-subcom-t1-france-entiere-2021-07-12-18h41.txt",
  }),
  resource({
    ...PRESIDENTIELLE_2022,
    nom: "presidentielle-2022-t1-bureaux",
    tours: "1",
    niveau: "bureaux",
    in: `${PR22}-1er-tour`,
    url: "20220414-152542/resultats-par-niveau-burvot-t1-france-entiere.txt",
  }),
  resource({
    ...PRESIDENTIELLE_2022,
    nom: "presidentielle-2022-t2-communes",
    tours: "2",
    niveau: "communes",
    in: `${PR22}-2nd-tour`,
    url: "20220428-142333/resultats-par-niveau-subcom-t2-france-entiere.txt",
  }),
  resource({
    nom: "legislatives-2022-t1-bureaux",
    type: "legislatives",
    date: "2022-06-12",
    tours: "1",
    niveau: "bureaux",
    famille: "ministere-blocs",
    in: "elections-legislatives-des-12-et-19-juin-2022-resultats-definitifs-du-premier-tour",
    url: "20220614-192343/resultats-par-niveau-burvot-t1-france-entiere.txt",
  }),
  resource({
    nom: "senatoriales-2023",
    type: "senatoriales",
    date: "2023-09-24",
    tours: "1 et 2",
    niveau: "départements, une feuille par mode de scrutin et par tour",
    famille: "ministere-2024",
    experimental: true,
    in: "elections-senatoriales-2023-resultats",
    url: "20230928-104908/senatoriales-2023-resultats-publication.xlsx",
  }),
  resource({
    nom: "europeennes-2024-communes",
    type: "europeennes",
    date: "2024-06-09",
    tours: "1",
    niveau: "communes",
    famille: "ministere-blocs",
    experimental: true,
    in: "resultats-des-elections-europeennes-du-9-juin-2024",
    url: "20240613-154634/resultats-definitifs-par-commune.csv",
  }),
  resource({
    ...LEGISLATIVES_2024,
    nom: "legislatives-2024-t1",
    tours: "1",
    niveau: "circonscriptions",
    in: `${LG24}-1er-tour`,
    url: "20240710-171413/resultats-definitifs-par-circonscriptions-legislatives.csv",
  }),
  resource({
    ...LEGISLATIVES_2024,
    nom: "legislatives-2024-t2",
    tours: "2",
    niveau: "circonscriptions",
    in: `${LG24}-2nd-tour`,
    url: "20240710-170728/resultats-definitifs-par-circonscription.csv",
  }),
  resource({
    ...MUNICIPALES_2026,
    nom: "municipales-2026-t1",
    tours: "1",
    experimental: true,
    in: "elections-municipales-2026-resultats-du-premier-tour",
    url: "20260320-164339/municipales-2026-resultats-communes-2026-03-20.csv",
  }),
  resource({
    ...MUNICIPALES_2026,
    nom: "municipales-2026-t2",
    tours: "2",
    experimental: true,
    // The address has this spelling.
    in: "elections-municipales-2026-resultats-du-scond-tour",
    url: "20260323-180124/municipales-2026-resultats-communes-2026-03-23-16h14.csv",
  }),
];

/** In the order of their dates. */
export const DATASETS: readonly Dataset[] = KNOWN.toSorted((a, b) => a.date.localeCompare(b.date));
