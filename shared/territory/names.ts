/** `d'Arras`, `du Havre`, `des Abymes`, `de Lille`: a place's name after the preposition, as French writes it. */
export function withDe(nom: string): string {
  if (nom.startsWith("Le ")) return `du ${nom.slice(3)}`;
  if (nom.startsWith("Les ")) return `des ${nom.slice(4)}`;
  return /^[AEIOUYÀÂÉÈÊËÎÏÔÛÜŒ]/.test(nom) ? `d'${nom}` : `de ${nom}`;
}
