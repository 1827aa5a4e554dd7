/** What an election is called, by its type; each is said to be generated. */
const NAMES: Readonly<Record<string, string>> = {
  presidentielle: "Élection présidentielle générée",
  referendum: "Référendum généré",
  europeennes: "Élections européennes générées",
  legislatives: "Élections législatives générées",
  departementales: "Élections départementales générées",
  cantonales: "Élections cantonales générées",
  municipales: "Élections municipales générées",
  "metropole-lyon": "Élections métropolitaines de Lyon générées",
  regionales: "Élections régionales générées",
  corse: "Élections territoriales de Corse générées",
  guyane: "Élections territoriales de Guyane générées",
  martinique: "Élections territoriales de Martinique générées",
  "saint-barthelemy": "Élections territoriales de Saint-Barthélemy générées",
  "saint-martin": "Élections territoriales de Saint-Martin générées",
  "saint-pierre-et-miquelon": "Élections territoriales de Saint-Pierre-et-Miquelon générées",
  polynesie: "Élections territoriales de Polynésie générées",
  "nouvelle-caledonie": "Élections provinciales de Nouvelle-Calédonie générées",
  "wallis-et-futuna": "Élections territoriales de Wallis-et-Futuna générées",
  senatoriales: "Élections sénatoriales générées",
  consultation: "Consultation générée",
  "referendum-local": "Référendum local généré",
  "conseillers-francais-etranger": "Élections des conseillers des Français de l'étranger générées",
  "assemblee-francais-etranger": "Élections à l'Assemblée des Français de l'étranger générées",
};

const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" });

/** `Élections municipales générées, 15 mars 2026` */
export const generatedName = (type: string, date: string): string => `${NAMES[type]}, ${day.format(new Date(date))}`;
