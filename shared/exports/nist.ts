import type { Sums } from "../count/decompte.ts";
import type { PublishedNight } from "../documents/published-night.ts";
import { exportRows, type ExportedCandidature, type ExportRow, type Level } from "./rows.ts";
import { fullName } from "./table.ts";

/**
 * Election results in the common data format of NIST SP 1500-100, version 2, in JSON. What the format cannot say as French
 * law does: blank and null ballots are both `BallotsRejected`; the blank ones are also `Undervotes`.
 */

type Node = { readonly "@type": `ElectionResults.${string}` } & Readonly<Record<string, unknown>>;

const node = (type: string, fields: Readonly<Record<string, unknown>>): Node => ({
  "@type": `ElectionResults.${type}`,
  ...fields,
});

const french = (content: string): Node =>
  node("InternationalizedText", { Text: [node("LanguageString", { Content: content, Language: "fr" })] });

/** How the format names each level; where it has no word, ours. */
const UNIT_TYPES: Readonly<Record<Level, { readonly Type: string; readonly OtherType?: string }>> = {
  national: { Type: "country" },
  region: { Type: "other", OtherType: "region" },
  departement: { Type: "other", OtherType: "departement" },
  unite: { Type: "other", OtherType: "unite" },
  commune: { Type: "municipality" },
  bureau: { Type: "precinct" },
};

const STATUSES: Readonly<Record<string, string>> = {
  ELU_T1: "winner",
  ELU_T2: "winner",
  QUALIFIE_SEUIL: "advanced-to-runoff",
  QUALIFIE_REPECHAGE: "advanced-to-runoff",
  NON_QUALIFIE: "defeated",
  BATTU: "defeated",
  RETIRE: "withdrawn",
};

const NATION = "france";

/** A territory as the format's reporting unit. */
interface Unit {
  readonly id: string;
  readonly level: Level;
  readonly code: string;
  readonly nom: string;
  totaux: Sums;
}

/** A night as an election report that goes down to one level. */
export function nistOf(night: PublishedNight, level: Level): string {
  const { france } = night;
  const units = new Map<string, Unit>();
  const contests = new Map<string, Contest>();
  const levels: readonly Level[] = [...new Set<Level>(["national", "unite", level])];
  for (const at of levels) {
    for (const row of exportRows(night, at)) {
      const unit = addUnit(units, row, at, france.nom);
      const contest = contestOf(contests, night, row, at);
      contest?.add(row, unit.id);
    }
  }
  const parties = new Set([...contests.values()].flatMap((contest) => contest.nuances()));
  return JSON.stringify(
    node("ElectionReport", {
      Format: level === "bureau" ? "precinct-level" : "summary-contest",
      // The format knows no fractions of a second.
      GeneratedDate: france.publieLe.replace(/\.\d+Z$/, "Z"),
      Issuer: "vingt-heures",
      IssuerAbbreviation: "VH",
      IsTest: france.genere !== null,
      Notes: [france.source, france.genere].filter((note) => note !== null).join(" ; "),
      SequenceStart: 1,
      SequenceEnd: 1,
      Status: france.complet ? "unofficial-complete" : "unofficial-partial",
      VendorApplicationId: "vingt-heures",
      GpUnit: [...units.values()].map(reportingUnit),
      Party: [...parties].map((nuance) => node("Party", { "@id": partyId(nuance), Name: french(nuance) })),
      Election: [
        node("Election", {
          Name: french(france.nom),
          Type: france.tour === 1 ? "general" : "runoff",
          // The embargo ends on the evening of the polling day.
          StartDate: france.embargo.slice(0, 10),
          EndDate: france.embargo.slice(0, 10),
          ElectionScopeId: NATION,
          BallotCounts: [...units.values()].map(ballotCounts),
          Candidate: [...contests.values()].flatMap((contest) => contest.candidates()),
          Contest: [...contests.values()].map((contest) => contest.node()),
        }),
      ],
    }),
  );
}

/** The unit of a row; a commune in several unites has several rows, which add up. */
function addUnit(units: Map<string, Unit>, row: ExportRow, level: Level, election: string): Unit {
  const { code, nom } = placeOf(row, level, election);
  const id = level === "national" ? NATION : `${level}-${code}`;
  const known = units.get(id);
  if (known === undefined) {
    const unit = { id, level, code, nom, totaux: row.totaux };
    units.set(id, unit);
    return unit;
  }
  const { totaux } = known;
  known.totaux = {
    inscrits: totaux.inscrits + row.totaux.inscrits,
    votants: totaux.votants + row.totaux.votants,
    blancs: totaux.blancs + row.totaux.blancs,
    nuls: totaux.nuls + row.totaux.nuls,
    exprimes: totaux.exprimes + row.totaux.exprimes,
  };
  return known;
}

function placeOf(row: ExportRow, level: Level, election: string): { readonly code: string; readonly nom: string } {
  if (level === "national") return { code: "FR", nom: election };
  if (level === "bureau") {
    const commune = row.commune!;
    return { code: `${commune.code}-${row.bureau}`, nom: `${commune.nom}, bureau ${row.bureau}` };
  }
  return row[level]!;
}

const reportingUnit = ({ id, level, code, nom, totaux }: Unit): Node =>
  node("ReportingUnit", {
    "@id": id,
    ...UNIT_TYPES[level],
    Name: french(nom),
    ExternalIdentifier: [node("ExternalIdentifier", { Type: "other", OtherType: "insee", Value: code })],
    VotersRegistered: totaux.inscrits,
    VotersParticipated: totaux.votants,
  });

const ballotCounts = ({ id, totaux }: Unit): Node =>
  node("BallotCounts", {
    GpUnitId: id,
    Type: "total",
    BallotsCast: totaux.votants,
    BallotsRejected: totaux.blancs + totaux.nuls,
  });

const partyId = (nuance: string): string => `nuance-${nuance}`;

/** The contest in which a row's votes count: the nation's, or its unite's; none above the unite where unites decide. */
function contestOf(
  contests: Map<string, Contest>,
  { departements, france }: PublishedNight,
  row: ExportRow,
  level: Level,
): Contest | null {
  const byUnites = departements.some(({ departement }) => departement.resultat.unites.length > 0);
  if (byUnites && row.unite === undefined) return null;
  const id = byUnites ? `unite-${row.unite!.code}` : NATION;
  const known = contests.get(id);
  if (known) return known;
  if (level !== "unite" && level !== "national") return null;
  const contest = new Contest(id, byUnites ? row.unite!.nom : france.nom, row.candidatures);
  contests.set(id, contest);
  return contest;
}

class Contest {
  readonly #district: string;
  readonly #name: string;
  readonly #candidatures: readonly ExportedCandidature[];
  readonly #counts = new Map<string, Node[]>();
  readonly #others: Node[] = [];

  constructor(district: string, name: string, candidatures: readonly ExportedCandidature[]) {
    this.#district = district;
    this.#name = name;
    this.#candidatures = candidatures;
    for (const { id } of candidatures) this.#counts.set(id, []);
  }

  add({ candidatures, totaux }: ExportRow, unit: string): void {
    for (const { id, voix } of candidatures) {
      this.#counts.get(id)?.push(node("VoteCounts", { GpUnitId: unit, Type: "total", Count: voix }));
    }
    this.#others.push(node("OtherCounts", { GpUnitId: unit, Undervotes: totaux.blancs }));
  }

  nuances(): string[] {
    return this.#candidatures.flatMap(({ nuance }) => (nuance === undefined ? [] : [nuance]));
  }

  candidates(): Node[] {
    return this.#candidatures.map((candidature) => {
      const status = STATUSES[candidature.statut ?? ""];
      return node("Candidate", {
        "@id": this.#candidateId(candidature.id),
        BallotName: french(fullName(candidature)),
        ...(candidature.nuance !== undefined && { PartyId: partyId(candidature.nuance) }),
        ...(status !== undefined && { PostElectionStatus: status }),
      });
    });
  }

  node(): Node {
    return node("CandidateContest", {
      "@id": `scrutin-${this.#district}`,
      ElectionDistrictId: this.#district,
      Name: this.#name,
      VotesAllowed: 1,
      VoteVariation: "majority",
      OtherCounts: this.#others,
      ContestSelection: this.#candidatures.map(({ id }, i) =>
        node("CandidateSelection", {
          "@id": `choix-${this.#district}-${id}`,
          CandidateIds: [this.#candidateId(id)],
          SequenceOrder: i + 1,
          VoteCounts: this.#counts.get(id) ?? [],
        }),
      ),
    });
  }

  #candidateId(id: string): string {
    return `candidature-${this.#district}-${id}`;
  }
}
