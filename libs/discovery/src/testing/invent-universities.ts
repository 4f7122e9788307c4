import type { SearchableProvider } from '../search/searchable-provider';
import { randomFrom } from './random-from';

/** Beginnings and ends of towns that do not exist, in the sounds of many languages. */
const FIRST = [
  ...['Lag', 'Serr', 'Kivi', 'Mün', 'Alm', 'Bran', 'Cas', 'Dorn', 'Eber', 'Fon', 'Gron', 'Hel', 'Ilm', 'Jar'],
  ...[
    'Kör',
    'Lund',
    'Mont',
    'Nor',
    'Oden',
    'Pont',
    'Quin',
    'Rost',
    'São M',
    'Tam',
    'Ulm',
    'Val',
    'Wes',
    'Ys',
  ],
  ...['Zar', 'Åls', 'Øst', 'Łod', 'Čes', 'Żyw', 'Göd', 'Šib', 'Ank', 'Brü', 'Coim', 'Del', 'Ég', 'Fri'],
];
const MIDDLE = [
  '',
  'a',
  'en',
  'er',
  'i',
  'o',
  'sta',
  'ber',
  'lin',
  'mar',
  'ne',
  'ri',
  'va',
  'do',
  'kel',
  'ü',
];
const LAST = [
  ...['burg', 'oa', 'ville', 'stad', 'ova', 'ia', 'ford', 'heim', 'borg', 'ão', 'eira', 'ice', 'dorf', 'ton'],
  ...['järvi', 'nica', 'ano', 'es', 'mouth', 'wald', 'by', 'minster', 'rode', 'grad', 'ul', 'os', 'y', 'en'],
];
const COUNTRIES = [
  { tld: 'pt', language: 'pt', kinds: ['Universidade de', 'Instituto Politécnico de', 'Escola Superior de'] },
  { tld: 'de', language: 'de', kinds: ['Universität', 'Hochschule für Technik', 'Technische Universität'] },
  {
    tld: 'fr',
    language: 'fr',
    kinds: ['Université de', 'École normale supérieure de', 'Institut national de'],
  },
  { tld: 'es', language: 'es', kinds: ['Universidad de', 'Universidad Politécnica de', 'Escuela de'] },
  { tld: 'pl', language: 'pl', kinds: ['Uniwersytet w', 'Politechnika', 'Akademia w'] },
  { tld: 'fi', language: 'fi', kinds: ['Yliopisto', 'Ammattikorkeakoulu'] },
  { tld: 'ac.uk', language: 'en', kinds: ['University of', 'College of', 'Royal Institute of'] },
  { tld: 'edu', language: 'en', kinds: ['University of', 'State College of', 'Polytechnic of'] },
];
const ENGLISH_KINDS = ['University of', 'Polytechnic Institute of', 'University of Applied Sciences of'];

/**
 * So many universities that do not exist, always the same ones for the same seed: a name in the language of the land,
 * mostly an English one too, a scope, sometimes keywords and a second domain.
 */
export function inventUniversities(count: number, seed = 1): SearchableProvider[] {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  return Array.from({ length: count }, (_, number) => {
    const town = `${pick(FIRST)}${pick(MIDDLE)}${pick(LAST)}`;
    const { tld, language, kinds } = pick(COUNTRIES);
    const kind = pick(kinds);
    const slug = `${kind.charAt(0)}${town}`
      .normalize('NFKD')
      .replace(/[^a-z]/gi, '')
      .toLowerCase();
    const domain = `${slug}${random(3) === 0 ? `-${number}` : ''}.${tld}`;
    const english =
      language === 'en' || random(4) === 0
        ? []
        : [{ language: 'en', text: `${pick(ENGLISH_KINDS)} ${town}` }];
    return {
      entityId: `https://idp${number}.${domain}/idp/shibboleth`,
      names: [{ language, text: `${kind} ${town}` }, ...english],
      keywords:
        random(3) === 0 ? [{ language: 'en', text: `campus${number} ${slug.slice(0, 4)}+science` }] : [],
      scopes: [domain],
      domains: random(10) === 0 ? [`students.${domain}`] : [],
    };
  });
}
