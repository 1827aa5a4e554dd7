/** Every election type the engine knows: one line a file of `scrutins/`. A type may be spread over several files. */
import type { Scrutin } from "./scrutin.ts";
import { cantonales } from "./scrutins/cantonales.ts";
import { corse } from "./scrutins/corse.ts";
import { departementales } from "./scrutins/departementales.ts";
import { legislatives } from "./scrutins/legislatives.ts";
import { metropoleLyon } from "./scrutins/metropole-lyon.ts";
import { municipalesListe } from "./scrutins/municipales-liste.ts";
import { municipalesMajoritaires } from "./scrutins/municipales-majoritaires.ts";
import { presidentielle } from "./scrutins/presidentielle.ts";
import { secteurs } from "./scrutins/secteurs.ts";

export const REGISTRE: readonly Scrutin[] = [
  presidentielle,
  legislatives,
  cantonales,
  departementales,
  municipalesListe,
  municipalesMajoritaires,
  secteurs,
  metropoleLyon,
  corse,
];
