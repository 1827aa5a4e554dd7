import type { SourceFile } from "#shared/formats/read-results.ts";
import { FormatError } from "#shared/formats/problems.ts";

/** Small files made by hand: invented figures, real layouts. */

export const HEADER_T1 =
  "departement,commune,bureau,circonscription,commune_libelle,inscrits,votants,blancs,exprimes," +
  "ARTHAUD,ASSELINEAU,CHEMINADE,DUPONT-AIGNAN,FILLON,HAMON,LASSALLE,LE PEN,MACRON,MÉLENCHON,POUTOU";

/** Round 1 of 2017 in nine bureaux: codes of every kind, a quoted name, a bureau where nobody voted well. */
export const LINES_T1: readonly string[] = [
  "01,004,0001,5,Ambérieu-en-Bugey,1000,800,10,780,10,20,0,50,150,50,10,190,180,110,10",
  "01,004,0002,5,Ambérieu-en-Bugey,900,700,5,690,0,10,0,40,100,60,10,180,170,110,10",
  '2A,004,0001,1,"Ajaccio, ville",1200,900,0,880,0,20,0,60,320,40,20,230,120,60,10',
  "13,055,0101,1,Marseille 1er Arrondissement,1100,800,10,780,10,10,0,30,160,70,10,150,190,140,10",
  "75,056,0101,1,Paris,1300,1100,10,1080,0,10,0,20,290,110,0,50,380,220,0",
  "75,056,2001,15,Paris,1250,1000,10,980,0,10,0,20,140,140,0,60,370,240,0",
  "ZA,101,0001,2,Les Abymes,1400,600,20,560,10,10,0,20,80,60,10,80,170,110,10",
  "ZM,501,0025,2,Acoua,400,172,0,0,0,0,0,0,0,0,0,0,0,0,0",
  "ZZ,231,0001,11,Taipeh,1204,685,8,676,1,35,3,8,113,47,6,45,260,156,2",
];

export const FILE_T1 = `${[HEADER_T1, ...LINES_T1].join("\n")}\n`;

/** A file of that text, in chunks of `size` bytes. */
export function fileOf(text: string | Uint8Array, name = "essai.csv", size = 1 << 16): SourceFile {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  return { name, bytes: chunks, sha256: () => "empreinte" };
}

/** The coded error that a promise rejects with. */
export async function formatError(promise: Promise<unknown>): Promise<FormatError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof FormatError) return error;
  throw new Error(`expected a FormatError, got ${String(error)}`);
}
