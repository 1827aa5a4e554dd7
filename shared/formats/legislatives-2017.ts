/**
 * The législatives of 2017 as facts that files by nuance lack: the nuances' names, and which of them several candidates
 * of a circonscription shared. Derived from the Ministère de l'Intérieur's results by circonscription (round 1) and by
 * bureau with candidates (round 2), Licence Ouverte.
 */

/** How many candidates stood under a nuance in a circonscription (`0104`, `97103`): 1 when nobody shared it. */
export type NuanceCounts = (circonscription: string, nuance: string) => number;

/** The ministry's nuances of 2017 under which a candidate had votes. */
export const NUANCES_2017: Readonly<Record<string, string>> = {
  COM: "Parti communiste français",
  DIV: "Divers",
  DLF: "Debout la France",
  DVD: "Divers droite",
  DVG: "Divers gauche",
  ECO: "Écologiste",
  EXD: "Extrême droite",
  EXG: "Extrême gauche",
  FI: "La France insoumise",
  FN: "Front national",
  LR: "Les Républicains",
  MDM: "Modem",
  RDG: "Parti radical de gauche",
  REG: "Régionaliste",
  REM: "La République en marche",
  SOC: "Parti socialiste",
  UDI: "Union des démocrates et indépendants",
};

/** Letters of the tables below. */
const LETTERS: Readonly<Record<string, string>> = {
  D: "DVD",
  E: "ECO",
  G: "EXG",
  I: "DIV",
  R: "REG",
  V: "DVG",
  X: "EXD",
};

/**
 * One line a département: its circonscriptions, each with the nuances shared there and by how many when more than two
 * (`5I3G`: in the fifth, three DIV and two EXG). 517 of 577 have one.
 */
const SHARED_T1 = `
01 1I 2I 3I 4I4 5I3G
02 1I 2I3E 5I
03 1IV 2I3DE 3I
04 1IE 2I
05 1IE 2I
06 1IE 2D 3I5D3 4I4E 5I4D3E 6I5E 7E3 8IE4 9IE
07 1I3EX 3D
08 1IE 3E
09 1IE
10 1I4E 2I3
11 1I3V 2I3DX 3EG
12 1E
13 1I4V3E4 2I4E3 3V3E3X 4I6V3 5I4D4E4G 6IDE3 7VE4G 8I3E3 9I3E 10I3E3 11I3E 12I3E 13IE3 14I5DE 15IE 16I4E
14 1V4EG 2I4VEG 3V3 4IV 5V 6DV
15 1E 2I
16 1IDV 2I 3E
17 1I3E 2I4 3IDV3 5I9E
18 2I3 3I
19 1IE 2ID
21 1I3DVE 2E 3I3VEG 4IE 5E
22 1IGR 2DER 3I 4GR 5IGR
23 1DE
24 2E 4DV3E
25 1I3E 2I3E 3E 4IG 5IE
26 1I4 2E3 3IE3 4ID3
27 1I7E 2ID 3E 4I3 5I3D
28 1ID3 2IEG 3EG
29 2I3GR 3I3V 4IDR 5R 6I3 7R 8R
2A 1I3X
2B 1I 2I
30 1I4E3 2IE3 3VE 4E5 5VE3G 6E3
31 1IE 2E3 3I4E3 4I4V3E 5IE4 6I4E 7IE 8IE 9IE3 10IE3
32 1I 2I3DV
33 1I4EG3 2I3VEG3 3I6DE4 4IG 5I 6I3E 7I3D3EG 9IE 10I 11IDE
34 1IVG 2I6V6E3 3ID 4IDVE 5IVE 6I3V 7IXG 8IV
35 1I3E4 2I4DE3 3EG 4E 5E 6I 7I3EG 8I4E4G
36 1EG 2IG
37 1IDE 2D 3DEG 4D 5DE
38 1IV3EG 2IE3 3V3E 4IG 5EG 6E3 8E3 10VE3
39 1ID 2I3E3 3I
40 1DG 3DE
41 1E 2E 3I
42 1I3G 2E3 3E 4E 5I 6IE
43 1IE
44 1IDVER 2IV4GR 3I4G 4I3EG 5R 6DR 7R 8I3R 9V3R 10DE
45 1I4D 2ID 3ID 4I 5I3D3 6ID3
46 2I
47 1EG 2DE 3I
48 1I
49 1I5E 2I4 3D 4ID 5D
50 2VE 4ID
51 1I5E 2IE 3E 4DE
53 2I 3IE3
54 1IE 2IE 3ID3G 4IE 5I 6IE4G
55 1I
56 1IDR 2IR3 3R 4E 5IE 6R
57 1I4G 2I3E3GR 3IE 4ID3 5I3G 6IDE3 7I4E 8GR 9I3
58 1IDE 2E
59 1I11E4G 2I4VE3 3E3 4I4DE 5IE3 6IDE 7E 8I4E 9ID 10IE 11IDE4G 12V 13I3 15E 16E 17DE 18E 20D 21I3D
60 3IE3 4E 5ID3 6I 7D
61 1ID 2V
62 1G 2IV 3E 4G 5IE 7G 8E 9IE 10V 11E 12E
63 1I3VG 5E
64 1V 2IDE 3EG 4R 5IR 6IR
65 1I4 2IE
66 1I3V 2IER 3I 4I
67 1I7E 2I4E 3I4 4IEG 5I3E3 6I4 7I3E 8E 9I3G
68 1I6 2I3DE 3DR 4I3E 5I4E 6I3E
69 1I5DE 2I5VE3 3I5 4I3D 5I4 6I4DVG3 7I4D 8I3DE 9IE 10E 11I3DE 12ID 13IDE3 14I3V3
70 1IE 2I3E
71 1DE 2D 3DE 4E 5IEG
72 1IX 2G 3IE 4I3D3 5IX
73 1I5E 2I5E 3I4 4I4E
74 1I3E4R 2I3D3E3R 3R 4IE 5R 6I
75 1I6D5E3 2I7D6 3I4DE3X 4I4D3E 5I7DE3 6I9D3V3E4G 7I6D3V 8I4E3 9I7DVEG 10I6DVEG 11I5DE4 12I4E 13I3D3E3 14I4D3E 15I5D3E3G 16I7DVE3G 17I4DV3E4 18I9DV3E3G3
76 1I3 2I 3IVG 4E3 7I5G 10I
77 1I3D4G 2EG 3IG 5V 7I3D 8I 9EG
78 1IDE 2ID3VE3 3ID3 4I3D 5IE 6I4V 7IE 8I4DG 9D3EG 10D3E 11I3G 12E3
79 1I
80 1IG 3I 5I
81 1IE3 2I3E3 3IE3
82 1E 2I3E
83 1ID3E 2I3D 3I3DE 4I4D3 5IDV 6DX 7I3D3E3 8E
84 1I6VEG 2E 3E 4DE 5DE
85 1I3E 2D 3I 5ID
86 2I3E 3ID 4I3E
87 1E 2E 3I
88 1EXG 2IE 4ID
89 1I4E 2ID3G 3I3D
90 1I4 2I
91 1I6D4V3G3 2IE 3I3D4E 4I4DE 5I4E 6I4E 7IEG 8I5 9I3
92 1I3D3E5G4 2IDE 3I5EG 4I5G4 5I4DE4G 6I4DE 7IE 8I4D3 9I3DE 10I5E 11I4D3EG 12I6E 13I3G
93 1I8E4G3 2I6VEG 3IE3G 4IE 5I5E 6I3EG 7I5VE4G4 8I3E 9I3EG 10IG 11IEG 12IE
94 1I3EG 3IG 4I3E 5I4 6I4E3 7D 8I3DE 9I3G 10I4V 11I3DG3
95 1I4DE3X 2I3E 3I4EG 4I3G 5IE3 6I3 7E 8I5E4 9I4VG 10I4EG
971 1I4V3 2I8D4V4E 3I7V9 4I3D5V
972 1I4V3 2IV 3I3V3R 4I4VR
973 1V5R 2V3
974 1I5D3V 2D 3I3 4DVE 5I3DV 6D4V4E 7I3DV
976 1I5V4 2I7D
977 1I7
986 1V
987 2ID3 3ID
988 1D5R3 2ID3R
ZZ 1I7V3 2I6D3E3 3I4DE 4I6D 5I4D3 6I3D 7I4D 8I7DE 9I8D6VE 10I3DV 11I5D
`;

const SHARED_T2 = `
971 3V
972 2V
987 2D
988 1D
`;

/** The nuances of a round of 2017 and their candidates. */
export function nuancesOf2017(tour: 1 | 2): NuanceCounts {
  let shared: ReadonlyMap<string, number> | undefined;
  return (circonscription, nuance) => {
    shared ??= readShared(tour === 1 ? SHARED_T1 : SHARED_T2);
    return shared.get(`${circonscription} ${nuance}`) ?? 1;
  };
}

function readShared(table: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of table.trim().split("\n")) {
    const [departement, ...circonscriptions] = line.split(" ");
    for (const text of circonscriptions) {
      const number = /^\d+/.exec(text)![0];
      for (const [, letter, count] of text.matchAll(/([A-Z])(\d*)/g)) {
        counts.set(`${departement}${number.padStart(2, "0")} ${LETTERS[letter!]}`, Number(count || 2));
      }
    }
  }
  return counts;
}
