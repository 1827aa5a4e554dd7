/** The consular posts where the French abroad vote: their names as the ministry's files write them, and their time zones. */

export interface Poste {
  readonly nom: string;
  /** IANA zone. */
  readonly zone: string;
}

/** One line a time zone. The places are those of the presidential election of 2017. */
const POSTES_BY_ZONE = `
Africa/Abidjan: Abidjan
Africa/Accra: Accra
Africa/Addis_Ababa: Addis Abeba
Africa/Algiers: Alger, Annaba, Oran
Africa/Bamako: Bamako
Africa/Bangui: Bangui
Africa/Bissau: Bissao
Africa/Brazzaville: Brazzaville, Pointe-Noire
Africa/Bujumbura: Bujumbura
Africa/Cairo: Alexandrie, Le Caire
Africa/Casablanca: Agadir, Casablanca, Fès, Marrakech, Rabat, Tanger
Africa/Conakry: Conakry
Africa/Dakar: Dakar
Africa/Dar_es_Salaam: Dar es Salam
Africa/Djibouti: Djibouti
Africa/Douala: Douala, Yaoundé
Africa/Gaborone: Gaborone
Africa/Harare: Harare
Africa/Johannesburg: Johannesbourg, Le Cap
Africa/Juba: Djouba
Africa/Kampala: Kampala
Africa/Khartoum: Khartoum
Africa/Kigali: Kigali
Africa/Kinshasa: Kinshasa
Africa/Lagos: Abuja, Lagos
Africa/Libreville: Libreville
Africa/Lome: Lomé
Africa/Luanda: Luanda
Africa/Lusaka: Lusaka
Africa/Malabo: Malabo
Africa/Maputo: Maputo
Africa/Nairobi: Nairobi
Africa/Ndjamena: Ndjamena
Africa/Niamey: Niamey
Africa/Nouakchott: Nouakchott
Africa/Ouagadougou: Ouagadougou
Africa/Porto-Novo: Cotonou
Africa/Tripoli: Tripoli
Africa/Tunis: Tunis
Africa/Windhoek: Windhoek
America/Argentina/Buenos_Aires: Buenos Aires
America/Asuncion: Assomption
America/Bogota: Bogota
America/Caracas: Caracas
America/Chicago: Chicago, Houston, La Nouvelle Orléans
America/Costa_Rica: San José
America/El_Salvador: San Salvador
America/Guatemala: Guatemala
America/Guayaquil: Quito
America/Havana: La Havane
America/Jamaica: Kingston
America/La_Paz: La Paz
America/Lima: Lima
America/Los_Angeles: Los Angeles, San Francisco
America/Managua: Managua
America/Mexico_City: Mexico
America/Moncton: Moncton
America/Montevideo: Montevideo
America/New_York: Atlanta, Boston, Miami, New York, Washington
America/Panama: Panama
America/Paramaribo: Paramaribo
America/Port-au-Prince: Port-au-Prince
America/Port_of_Spain: Port d'Espagne
America/Santiago: Santiago
America/Santo_Domingo: Saint-Domingue
America/Sao_Paulo: Brasilia, Rio de Janeiro, São Paulo
America/St_Lucia: Castries
America/Tegucigalpa: Tegucigalpa
America/Toronto: Montréal, Québec, Toronto
America/Vancouver: Vancouver
Asia/Almaty: Almaty
Asia/Amman: Amman
Asia/Ashgabat: Achgabat
Asia/Baghdad: Bagdad, Erbil
Asia/Bahrain: Manama
Asia/Baku: Bakou
Asia/Bangkok: Bangkok
Asia/Beirut: Beyrouth
Asia/Brunei: Bandar Seri Begawan
Asia/Colombo: Colombo
Asia/Damascus: Damas
Asia/Dhaka: Dacca
Asia/Dubai: Abou Dabi, Dubaï
Asia/Dushanbe: Douchanbé
Asia/Ho_Chi_Minh: Hanoï, Hô Chi Minh Ville
Asia/Hong_Kong: Hong Kong
Asia/Jakarta: Jakarta
Asia/Jerusalem: Haïfa, Jérusalem, Tel Aviv
Asia/Kabul: Kaboul
Asia/Karachi: Islamabad, Karachi
Asia/Kathmandu: Katmandou
Asia/Kolkata: Bangalore, Bombay, Calcutta, New Delhi, Pondichéry
Asia/Kuala_Lumpur: Kuala Lumpur
Asia/Kuwait: Koweït
Asia/Manila: Manille
Asia/Muscat: Mascate
Asia/Nicosia: Nicosie
Asia/Phnom_Penh: Phnom Penh
Asia/Qatar: Doha
Asia/Riyadh: Djeddah, Riyad
Asia/Aden: Sanaa
Asia/Seoul: Séoul
Asia/Shanghai: Canton, Chengdu, Pékin, Shanghai, Shenyang, Wuhan
Asia/Singapore: Singapour
Asia/Taipei: Taipeh
Asia/Tashkent: Tachkent
Asia/Tbilisi: Tbilissi
Asia/Tehran: Téhéran
Asia/Tokyo: Kyoto, Tokyo
Asia/Ulaanbaatar: Oulan Bator
Asia/Vientiane: Vientiane
Asia/Yangon: Rangoun
Asia/Yekaterinburg: Ekaterinbourg
Asia/Yerevan: Erevan
Atlantic/Cape_Verde: Praia
Atlantic/Reykjavik: Reykjavik
Australia/Sydney: Sydney
Europe/Amsterdam: Amsterdam
Europe/Andorra: Andorre
Europe/Athens: Athènes, Thessalonique
Europe/Belgrade: Belgrade, Pristina
Europe/Berlin: Berlin, Düsseldorf, Francfort, Hambourg, Munich, Sarrebruck, Stuttgart
Europe/Bratislava: Bratislava
Europe/Brussels: Bruxelles
Europe/Bucharest: Bucarest
Europe/Budapest: Budapest
Europe/Chisinau: Chisinau
Europe/Copenhagen: Copenhague
Europe/Dublin: Dublin
Europe/Helsinki: Helsinki
Europe/Istanbul: Ankara, Istanbul
Europe/Kiev: Kiev
Europe/Lisbon: Lisbonne
Europe/Ljubljana: Ljubljana
Europe/London: Édimbourg, Londres
Europe/Luxembourg: Luxembourg
Europe/Madrid: Barcelone, Bilbao, Madrid, Séville
Europe/Malta: La Valette
Europe/Minsk: Minsk
Europe/Monaco: Monaco
Europe/Moscow: Moscou, Saint-Pétersbourg
Europe/Oslo: Oslo
Europe/Podgorica: Podgorica
Europe/Prague: Prague
Europe/Riga: Riga
Europe/Rome: Milan, Naples, Rome
Europe/Sarajevo: Sarajevo
Europe/Skopje: Skopje
Europe/Sofia: Sofia
Europe/Stockholm: Stockholm
Europe/Tallinn: Tallinn
Europe/Tirane: Tirana
Europe/Vienna: Vienne
Europe/Vilnius: Vilnius
Europe/Warsaw: Cracovie, Varsovie
Europe/Zagreb: Zagreb
Europe/Zurich: Genève, Zurich
Indian/Antananarivo: Tananarive
Indian/Comoro: Moroni
Indian/Mahe: Victoria
Indian/Mauritius: Port-Louis
Pacific/Auckland: Wellington
Pacific/Efate: Port-Vila
Pacific/Fiji: Suva
Pacific/Port_Moresby: Port Moresby
`;

/** Every post, in the order of the alphabet. */
export const POSTES: readonly Poste[] = POSTES_BY_ZONE.trim()
  .split("\n")
  .flatMap((line) => {
    const [zone = "", names = ""] = line.split(": ");
    return names.split(", ").map((nom) => ({ nom, zone }));
  })
  .toSorted((a, b) => (nameKey(a.nom) < nameKey(b.nom) ? -1 : 1));

const byName = new Map(POSTES.map((poste) => [nameKey(poste.nom), poste]));

/** The post of that name, however it is accented, cased or hyphenated. */
export const posteOf = (nom: string): Poste | undefined => byName.get(nameKey(nom));

function nameKey(nom: string): string {
  return nom
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, " ")
    .trim();
}
