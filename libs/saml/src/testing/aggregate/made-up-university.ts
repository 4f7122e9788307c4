import type { Chance } from './chance';

/** A university that does not exist, in the country whose domain it has. */
export interface MadeUpUniversity {
  number: number;
  domain: string;
  country: string;
  language: string;
  localName: string;
  englishName: string;
  short: string;
  city: string;
}

type Country = [domain: string, language: string, university: InCity, polytechnic: InCity];
type InCity = (city: string) => string;

const COUNTRIES: [Country, ...Country[]] = [
  [
    'pt',
    'pt',
    (city: string) => `Universidade de ${city}`,
    (city: string) => `Instituto Politécnico de ${city}`,
  ],
  ['de', 'de', (city: string) => `Universität ${city}`, (city: string) => `Hochschule für Technik ${city}`],
  [
    'fr',
    'fr',
    (city: string) => `Université de ${city}`,
    (city: string) => `École nationale supérieure de ${city}`,
  ],
  [
    'es',
    'es',
    (city: string) => `Universidad de ${city}`,
    (city: string) => `Universidad Politécnica de ${city}`,
  ],
  ['se', 'sv', (city: string) => `${city}s universitet`, (city: string) => `Högskolan i ${city}`],
  ['pl', 'pl', (city: string) => `Uniwersytet w mieście ${city}`, (city: string) => `Politechnika ${city}`],
  ['cz', 'cs', (city: string) => `Univerzita ${city}`, (city: string) => `Vysoká škola ${city}`],
  ['gr', 'el', (city: string) => `Πανεπιστήμιο ${city}`, (city: string) => `Πολυτεχνείο ${city}`],
  ['jp', 'ja', (city: string) => `${city}大学`, (city: string) => `${city}工業大学`],
  [
    'ac.uk',
    'en',
    (city: string) => `University of ${city}`,
    (city: string) => `${city} Metropolitan University`,
  ],
];
const FIRST = [
  'Al',
  'Bra',
  'Cor',
  'Dun',
  'Eve',
  'Fá',
  'Gui',
  'Hel',
  'Ír',
  'Jar',
  'Kö',
  'Lis',
  'Mün',
  'Nor',
] as const;
const MIDDLE = ['ber', 'ga', 'lin', 'ma', 'nes', 'po', 'ra', 'sel', 'ti', 'vé', 'zö', 'mar', 'do'] as const;
const LAST = [
  'burg',
  'dal',
  'fors',
  'gard',
  'mouth',
  'nça',
  'polis',
  'ria',
  'stad',
  'ton',
  'ville',
  'wik',
  'é',
] as const;

/** The university of a number; the same every time. */
export function madeUpUniversity(number: number, chance: Chance): MadeUpUniversity {
  const [country, language, university, polytechnic] = chance.one(COUNTRIES);
  const city = `${chance.one(FIRST)}${chance.one(MIDDLE)}${chance.one(LAST)}`;
  const isPolytechnic = chance.below(4) === 0;
  const plain = city
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
  return {
    number,
    domain: `${plain}${number}.${country}`,
    country,
    language,
    city,
    localName: (isPolytechnic ? polytechnic : university)(city),
    englishName: isPolytechnic ? `${city} University of Technology` : `University of ${city} ${number}`,
    short: `${isPolytechnic ? 'PT' : 'U'}${plain.slice(0, 3).toUpperCase()}${number}`,
  };
}
