/** The id under which a candidature or list of that name is counted: `MÉLENCHON` → `MELENCHON`, `LE PEN` → `LE-PEN`. */
export const idOf = (nom: string): string =>
  nom
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
