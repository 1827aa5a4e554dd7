/** Régions (table n° 7 annexed to the code): members of each council by INSEE code, and candidates of each departmental section. */

export interface Region {
  readonly effectif: number;
  /** Candidates by département; left out where the text was not read. */
  readonly sections?: Readonly<Record<string, number>>;
}

/** Until November 2015 (loi n° 2003-327 du 11 avril 2003); the candidates are the members, and two more a section. */
export const REGIONS_2004: Readonly<Record<string, Region>> = {
  "01": { effectif: 41, sections: { "971": 43 } },
  "02": { effectif: 41, sections: { "972": 43 } },
  "03": { effectif: 31, sections: { "973": 33 } },
  "04": { effectif: 45, sections: { "974": 47 } },
  "11": {
    effectif: 209,
    sections: { "75": 44, "77": 23, "78": 28, "91": 23, "92": 29, "93": 29, "94": 26, "95": 23 },
  },
  "21": { effectif: 49, sections: { "08": 13, "10": 13, "51": 21, "52": 10 } },
  "22": { effectif: 57, sections: { "02": 19, "60": 25, "80": 19 } },
  "23": { effectif: 55, sections: { "27": 19, "76": 40 } },
  "24": { effectif: 77, sections: { "18": 13, "28": 15, "36": 10, "37": 19, "41": 12, "45": 20 } },
  "25": { effectif: 47, sections: { "14": 23, "50": 18, "61": 12 } },
  "26": { effectif: 57, sections: { "21": 19, "58": 11, "71": 21, "89": 14 } },
  "31": { effectif: 113, sections: { "59": 74, "62": 43 } },
  "41": { effectif: 73, sections: { "54": 24, "55": 9, "57": 33, "88": 15 } },
  "42": { effectif: 47, sections: { "67": 29, "68": 22 } },
  "43": { effectif: 43, sections: { "25": 20, "39": 12, "70": 11, "90": 8 } },
  "52": { effectif: 93, sections: { "44": 33, "49": 23, "53": 11, "72": 18, "85": 18 } },
  "53": { effectif: 83, sections: { "22": 18, "29": 27, "35": 26, "56": 20 } },
  "54": { effectif: 55, sections: { "16": 14, "17": 20, "79": 14, "86": 15 } },
  "72": { effectif: 85, sections: { "24": 14, "33": 38, "40": 12, "47": 12, "64": 19 } },
  "73": {
    effectif: 91,
    sections: { "09": 8, "12": 12, "31": 34, "32": 9, "46": 8, "65": 11, "81": 15, "82": 10 },
  },
  "74": { effectif: 43, sections: { "19": 16, "23": 10, "87": 23 } },
  "82": {
    effectif: 157,
    sections: { "01": 16, "07": 11, "26": 14, "38": 31, "42": 24, "69": 45, "73": 13, "74": 19 },
  },
  "83": { effectif: 47, sections: { "03": 15, "15": 8, "43": 10, "63": 22 } },
  "91": { effectif: 67, sections: { "11": 12, "30": 20, "34": 26, "48": 5, "66": 14 } },
  "93": { effectif: 123, sections: { "04": 7, "05": 6, "06": 30, "13": 51, "83": 25, "84": 16 } },
};

/** Since December 2015 (loi n° 2015-29 du 16 janvier 2015): the councils of merged régions add up. */
export const REGIONS_2015: Readonly<Record<string, Region>> = {
  "01": { effectif: 41 },
  "04": { effectif: 45 },
  "11": { effectif: 209 },
  "24": { effectif: 77 },
  "27": { effectif: 100 },
  "28": { effectif: 102 },
  "32": { effectif: 170 },
  "44": { effectif: 169 },
  "52": { effectif: 93 },
  "53": { effectif: 83 },
  "75": { effectif: 183 },
  "76": { effectif: 158 },
  "84": { effectif: 204 },
  "93": { effectif: 123 },
};
