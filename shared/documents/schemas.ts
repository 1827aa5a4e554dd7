import * as z from "zod/mini";
import { HEURES } from "../contracts/participation.ts";
import type { AnomalyKind } from "../count/anomalies.ts";
import type { Outcome } from "../law/outcome.ts";
import type { BureauxDocument, DepartementDocument } from "./departement.ts";
import { BUREAU_COLUMNS } from "./departement.ts";
import type { ExportIndex } from "./export-index.ts";
import type { RunIndex, RunList } from "./listing.ts";
import type { FranceDocument, RegionDocument, UnitesOutcome } from "./national.ts";
import type { DirectDocument } from "./direct.ts";
import type { StandingDocument } from "./standing.ts";

/**
 * The published documents as schemas: `docs/schemas/*.v1.json` is generated from here, and the compiler holds the
 * TypeScript types to them ({@link DOCUMENT_SCHEMAS}). Objects are open: documents evolve by addition (`docs/documents.md`).
 */

const count = z.int().check(z.minimum(0));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const instant = z.iso.datetime();
const percent = z.string().check(z.regex(/^\d+,\d\d$/));
const path = z.string().check(z.regex(/^runs\/[0-9A-Za-z_./-]+$/));
const code = z.string().check(z.minLength(1));

const progress = z.object({ counted: count, expected: count });
const sums = z.object({ inscrits: count, votants: count, blancs: count, nuls: count, exprimes: count });
const mentions = z.object({
  abstentions: count,
  pourcentAbstentions: percent,
  pourcentVotants: percent,
  pourcentBlancs: percent,
  pourcentNuls: percent,
  pourcentExprimes: percent,
});

const envelope = {
  run: z.string(),
  scrutin: z.string(),
  nom: z.string(),
  tour: z.union([z.literal(1), z.literal(2)]),
  sequence: z.int().check(z.minimum(1)),
  instant,
  publieLe: instant,
  supersedes: z.nullable(sha256),
  source: z.string(),
  genere: z.nullable(z.string()),
};

const scored = z.object({
  id: z.string(),
  nom: z.string(),
  prenom: z.exactOptional(z.string()),
  civilite: z.exactOptional(z.enum(["M", "Mme"])),
  panneau: z.exactOptional(z.int()),
  nuance: z.exactOptional(z.string()),
  liste: z.exactOptional(z.string()),
  origines: z.exactOptional(z.array(z.string())),
  voix: count,
  pourcentExprimes: percent,
  pourcentInscrits: percent,
});

/** What every outcome has. Each type of step has operands of its own, which `docs/law.md` describes. */
const outcome = z.object({
  id: z.exactOptional(z.string()),
  statut: z.enum(["ACQUIS_T1", "BALLOTTAGE", "ACQUIS_T2", "INCOMPLET", "INDECIDABLE"]),
  code: z.exactOptional(z.string()),
  candidatures: z.array(z.object({ id: z.string(), voix: count, statut: z.string(), sieges: z.exactOptional(count) })),
  etapes: z.array(z.object({ type: z.string(), article: z.string(), regle: z.string() })),
  regle: z.string(),
  articles: z.array(z.string()),
}) as unknown as z.ZodMiniType<Outcome>;

const unitesOutcome = z.object({
  statuts: z.record(z.string(), count),
  sieges: z.record(z.string(), count),
  unites: z.array(
    z.object({
      departement: code,
      code,
      statut: z.string(),
      motif: z.exactOptional(z.string()),
      elus: z.array(z.string()),
    }),
  ),
  partagees: z.array(z.object({ departements: z.array(code), outcome })),
}) satisfies z.ZodMiniType<UnitesOutcome>;

const countProgress = { complet: z.boolean(), bureaux: progress, communes: progress, inscrits: progress };
const participation = z.object({ inscrits: count, votants: count });
/** At 12:00 and 17:00, as far as reported. */
const participations = z.exactOptional(
  z.array(
    z.object({
      heure: z.enum(HEURES),
      inscrits: count,
      votants: count,
      pourcent: percent,
      communes: progress,
      genere: z.boolean(),
    }),
  ),
);
const results = { totaux: sums, mentions, candidatures: z.array(scored), anomalies: count, corrections: count };

const departementRow = z.object({
  code,
  nom: z.string(),
  region: z.nullable(code),
  sequence: count,
  ...countProgress,
  participation,
  participations,
  exprimes: z.exactOptional(count),
  voix: z.exactOptional(z.array(count)),
  tete: z.exactOptional(z.nullable(z.string())),
  object: z.exactOptional(sha256),
  bureauxObject: z.exactOptional(sha256),
});

const nation = {
  ...envelope,
  sousEmbargo: z.boolean(),
  embargo: instant,
  ...countProgress,
  participation,
  participations,
  totaux: z.exactOptional(results.totaux),
  mentions: z.exactOptional(results.mentions),
  candidatures: z.exactOptional(results.candidatures),
  anomalies: z.exactOptional(results.anomalies),
  corrections: z.exactOptional(results.corrections),
  outcome: z.exactOptional(z.union([outcome, unitesOutcome])),
  departements: z.array(departementRow),
  regions: z.array(z.object({ code, nom: z.string(), complet: z.boolean(), object: z.exactOptional(sha256) })),
  resultSha256: z.exactOptional(sha256),
};

const france = z.object({ format: z.literal("vingt-heures/france@1"), ...nation });
const direct = z.object({ format: z.literal("vingt-heures/direct@1"), ...nation, france: z.nullable(sha256) });

const region = z.object({
  format: z.literal("vingt-heures/region@1"),
  ...envelope,
  region: z.object({ code, nom: z.string() }),
  ...countProgress,
  ...results,
  departements: z.array(departementRow),
  resultSha256: sha256,
});

const territoryRow = z.object({
  code,
  nom: z.string(),
  devenue: z.exactOptional(z.object({ code, nom: z.string() })),
  complet: z.boolean(),
  bureaux: progress,
  inscrits: progress,
  totaux: sums,
  voix: z.array(z.object({ unite: z.exactOptional(code), voix: z.array(count) })),
});

const figures = z.object({ ...sums.shape, voix: z.array(count) });

const ANOMALIES = [
  "conflit",
  "correction",
  "total-en-baisse",
  "saut-de-version",
  "participation",
  "inscrits",
  "jumeaux",
  "bureau-inattendu",
] as const satisfies readonly AnomalyKind[];

const departement = z.object({
  format: z.literal("vingt-heures/departement@1"),
  ...envelope,
  resultSha256: sha256,
  bureauxObject: sha256,
  misesAJour: z.record(z.string(), instant),
  corrections: z.array(
    z.object({ commune: code, bureau: code, de: z.int(), a: z.int(), instant, avant: figures, apres: figures }),
  ),
  participations,
  resultat: z.object({
    departement: z.object({ code, nom: z.string(), region: z.nullable(code) }),
    complet: z.boolean(),
    bureaux: progress,
    communesComptees: progress,
    inscrits: progress,
    totaux: sums,
    mentions,
    candidatures: z.array(scored),
    communes: z.array(territoryRow),
    arrondissements: z.array(territoryRow),
    unites: z.array(
      z.object({
        code,
        nom: z.string(),
        type: z.string(),
        sieges: count,
        complet: z.boolean(),
        bureaux: progress,
        inscrits: progress,
        totaux: sums,
        mentions,
        candidatures: z.array(scored),
        outcome,
      }),
    ),
    anomalies: z.array(z.object({ kind: z.enum(ANOMALIES), commune: code, bureau: code, detail: z.string() })),
  }),
});

const bureaux = z.object({
  format: z.literal("vingt-heures/bureaux@1"),
  ...envelope,
  departement: code,
  colonnes: z.tuple(BUREAU_COLUMNS.map((name) => z.literal(name)) as unknown as Literals<typeof BUREAU_COLUMNS>),
  candidatures: z.record(z.string(), z.array(z.string())),
  resultat: z.array(z.tuple([code, code, z.string(), z.int(), count, count, count, count, count, z.array(count)])),
});

const index = z.object({
  format: z.literal("vingt-heures/index@1"),
  ...envelope,
  sousEmbargo: z.boolean(),
  embargo: instant,
  complet: z.boolean(),
  documents: z.array(
    z.object({
      type: z.enum(["france", "region", "departement", "bureaux"]),
      code: z.exactOptional(code),
      chemin: path,
      sha256,
    }),
  ),
});

const runs = z.object({
  format: z.literal("vingt-heures/runs@1"),
  publieLe: instant,
  runs: z.array(
    z.object({
      run: z.string(),
      scrutin: z.string(),
      nom: z.string(),
      tour: z.union([z.literal(1), z.literal(2)]),
      statut: z.enum(["ouvert", "clos"]),
      embargo: instant,
      creeLe: instant,
      index: path,
    }),
  ),
});

const exports = z.object({
  format: z.literal("vingt-heures/exports@1"),
  run: z.string(),
  france: sha256,
  sequence: z.int().check(z.minimum(1)),
  publieLe: instant,
  fichiers: z.array(
    z.object({
      chemin: path,
      format: z.string(),
      niveau: z.nullable(z.string()),
      contentType: z.string(),
      octets: count,
      sha256,
    }),
  ),
});

/** Literals of a tuple of names, each in its place. */
type Literals<T extends readonly string[]> = { [K in keyof T]: z.ZodMiniLiteral<T[K]> };

/** A schema whose values are documents of type `D`: the compiler refuses a field that is missing or of another type. */
const of = <D>(
  title: string,
  schema: z.ZodMiniType<D>,
): { readonly title: string; readonly schema: z.ZodMiniType } => ({
  title,
  schema,
});

const standing = z.object({
  format: z.literal("vingt-heures/candidatures@1"),
  run: z.string(),
  unites: z.array(z.tuple([z.string(), z.string(), z.string(), z.string(), z.array(z.string())])),
  total: count,
});

/** Every published document by the name of its schema. */
export const DOCUMENT_SCHEMAS = {
  france: of<FranceDocument>("National document", france),
  direct: of<DirectDocument>("National document, as it is followed live", direct),
  region: of<RegionDocument>("Document of a région", region),
  departement: of<DepartementDocument>("Document of a département", departement),
  bureaux: of<BureauxDocument>("Bureaux of a département", bureaux),
  index: of<RunIndex>("Index of a run", index),
  runs: of<RunList>("List of the runs", runs),
  exports: of<ExportIndex>("Exports of a run", exports),
  candidatures: of<StandingDocument>("Who stands in a run", standing),
};

export type DocumentName = keyof typeof DOCUMENT_SCHEMAS;

/** Where a document's schema is published: its `$id`. */
export const schemaId = (name: DocumentName): string => `https://vingt-heures.github.io/schemas/${name}.v1.json`;

/** The JSON Schema (2020-12) of a document, as published in `docs/schemas/<name>.v1.json`. */
export function documentJsonSchema(name: DocumentName): object {
  const { title, schema } = DOCUMENT_SCHEMAS[name];
  const { $schema, ...body } = z.toJSONSchema(schema, { io: "input" });
  return { $schema, $id: schemaId(name), title, ...body };
}
