/**
 * What a night says of its generated parts (`genere` of its dossier), a sentence or two each. French here; the site, which speaks another
 * language too, has the same under the same names.
 */
export const NOTICES = {
  election:
    "Élection entièrement générée : candidats, bureaux, limites et résultats sont inventés ; les communes et leurs populations sont réelles.",
  reconstitution:
    "Reconstitution : les totaux nationaux et départementaux sont officiels ; leur répartition entre communes et bureaux, les postes consulaires et les heures d'arrivée sont générés et ne disent rien du vote réel d'une commune.",
  bureaux:
    "Les bureaux sont générés : le fichier n'en a pas. Leurs sommes sont exactement ses chiffres, leur répartition est tirée au sort.",
  circonscriptions:
    "Le fichier ne nomme pas les circonscriptions : chacune réunit, dans un département, ceux qui ont les mêmes candidats. Leurs numéros suivent l'ordre du fichier et ne sont pas les officiels.",
  cantons:
    "Le fichier ne nomme pas les cantons : chacun réunit, dans un département, ceux qui ont les mêmes candidats. Leurs numéros suivent l'ordre du fichier et ne sont pas les officiels.",
} as const;

export type Notice = keyof typeof NOTICES;

/** The notices of a text that is made of them alone, in their order; `null`: it says something else too. */
export function readNotices(text: string): readonly Notice[] | null {
  const found: Notice[] = [];
  let rest = text;
  while (rest !== "") {
    const next = (Object.keys(NOTICES) as Notice[]).find((notice) => rest.startsWith(NOTICES[notice]));
    if (next === undefined) return null;
    found.push(next);
    rest = rest.slice(NOTICES[next].length).trimStart();
  }
  return found;
}
