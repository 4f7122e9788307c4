import { describe, expect, it } from 'vitest';
import { aProvider, inventQuestions, inventUniversities, runAll } from '../testing';
import { ProviderIndex } from './provider-index';
import type { SearchableProvider } from './searchable-provider';

const ALL: SearchableProvider[] = [
  aProvider('University of Lagoa', { domain: 'ulagoa.example' }),
  aProvider('Serra Polytechnic Institute', { domain: 'ips-serra.example' }),
  aProvider('Universidad de la Sierra', { domain: 'usierra.example' }),
  aProvider('Sierksdorf University of Applied Sciences', { domain: 'hs-sierksdorf.example' }),
  aProvider('Kivijärvi Technology', { domain: 'kivijarvi.example' }),
  aProvider('Università dell’Aquila', { domain: 'aquila.example' }),
  aProvider('Massilia Institute of Technology', { domain: 'massilia.example' }),
  aProvider('Ludwig College', {
    names: [
      { language: 'de', text: 'Hochschule München-Süd' },
      { language: 'en', text: 'Munich South College' },
    ],
    keywords: [{ language: 'de', text: 'isar+campus bayern' }],
    scopes: ['hms.example'],
    domains: ['alumni-hms.example'],
  }),
  aProvider('東京湾大学', { domain: 'bay.example' }),
];
const index = runAll(ProviderIndex.build(ALL));
const found = (typed: string, languages = ['en']) => index.search(typed, { limit: 8, languages }).hits;
const titles = (typed: string, languages?: string[]) => found(typed, languages).map(({ name }) => name.text);
/** What would be underlined. */
const marked = (typed: string) =>
  found(typed)[0]?.ranges.map(([start, end]) => found(typed)[0]?.name.text.slice(start, end));

describe('searching identity providers', () => {
  it('should put the start of a name before the start of a word, and close spellings last', () => {
    expect(titles('sier')).toEqual([
      'Sierksdorf University of Applied Sciences',
      'Universidad de la Sierra',
      'Serra Polytechnic Institute',
    ]);
    expect(index.search('sier', { limit: 8 }).hasClose).toBe(true);
    expect(index.search('lagoa', { limit: 8 }).hasClose).toBe(false);
  });

  it('should put a whole word before a longer one', () => {
    const pair = runAll(
      ProviderIndex.build([aProvider('Oxbridgeshire College'), aProvider('Oxbridge University')]),
    );
    expect(pair.search('oxbridge', { limit: 8 }).hits.map(({ name }) => name.text)).toEqual([
      'Oxbridge University',
      'Oxbridgeshire College',
    ]);
  });

  it('should ignore case and accents, and mark what fits in the original letters', () => {
    expect(titles('KIVIJARVI')).toEqual(['Kivijärvi Technology']);
    expect(marked('kivijarvi tech')).toEqual(['Kivijärvi Tech']);
    expect(marked('aquila')).toEqual(['Aquila']);
    expect(marked("dell'aquila")).toEqual(['dell’Aquila']);
    expect(marked('technology kivi')).toEqual(['Kivi', 'Technology']);
  });

  it('should take umlauts written as one letter or as two, also across a hyphen', () => {
    for (const typed of ['munchen', 'muenchen', 'München', 'süd', 'sued', 'munchen sud']) {
      expect(titles(typed), typed).toEqual(['Hochschule München-Süd']);
    }
    expect(marked('muenchen')).toEqual(['München']);
  });

  it('should search every language, and show the name that fits, else the one in the wanted language', () => {
    expect(titles('munich', ['de'])).toEqual(['Munich South College']);
    expect(titles('hms', ['de'])).toEqual(['Hochschule München-Süd']);
    expect(titles('hms', ['pt'])).toEqual(['Munich South College']);
  });

  it('should find by initials, domain, part of a domain, domain hint and keyword', () => {
    expect(titles('mit')).toEqual(['Massilia Institute of Technology']);
    expect(titles('miot')).toEqual(['Massilia Institute of Technology']);
    expect(titles('ulagoa')).toEqual(['University of Lagoa']);
    expect(titles('hs-sierks')).toContain('Sierksdorf University of Applied Sciences');
    expect(titles('alumni-hms.example')).toEqual(['Munich South College']);
    expect(titles('isar campus')).toEqual(['Munich South College']);
    expect(titles('bayern hochschule')).toEqual(['Munich South College']);
    expect(titles('example')).toEqual([]);
  });

  it('should use only the domain of a mail address', () => {
    expect(titles('ana@ulagoa.example')).toEqual(['University of Lagoa']);
    expect(titles('Ana.Sierra@alunos.ULAGOA.example')).toEqual(['University of Lagoa']);
    expect(titles('lagoa@')).toEqual([]);
    expect(titles('sierra@nowhere.invalid')).toEqual([]);
    expect(titles('ana@ulagao.example')).toEqual(['University of Lagoa']);
  });

  it('should not look for what resembles a whole domain or name', () => {
    const pair = runAll(
      ProviderIndex.build([
        aProvider('Lagoa', { domain: 'lagoa.example' }),
        aProvider('Lagos', { domain: 'lagos.example' }),
      ]),
    );
    const ids = (typed: string) => pair.search(typed, { limit: 8 }).hits.map(({ name }) => name.text);
    expect(ids('lagoa')).toEqual(['Lagoa']);
    expect(ids('ana@lagoa.example')).toEqual(['Lagoa']);
    expect(ids('lago')).toEqual(['Lagoa', 'Lagos']);
    expect(ids('lagox')).toEqual(['Lagoa', 'Lagos']);
    expect(ids('ana@lagox.example')).toEqual(['Lagoa', 'Lagos']);
  });

  it('should find a name in a script without spaces from any of its characters', () => {
    expect(titles('湾大')).toEqual(['東京湾大学']);
    expect(marked('湾大')).toEqual(['湾大']);
  });

  it('should find letters inside a word after everything else', () => {
    expect(titles('schule')).toEqual(['Hochschule München-Süd']);
    expect(marked('schule')).toEqual(['schule']);
  });

  it.each([
    ['swapped', 'lagao'],
    ['left out', 'lgoa'],
    ['put in', 'laggoa'],
    ['changed', 'lagua'],
    ['the first one wrong', 'magoa'],
    ['two in a long word', 'univercitu lagoa'],
  ])('should forgive a letter that is %s', (_, typed) => {
    expect(titles(typed)).toContain('University of Lagoa');
  });

  it('should mark what a close spelling has in common', () => {
    expect(marked('lagao')).toEqual(['Lag']);
  });

  it('should find nothing for nothing, and nothing for nonsense', () => {
    for (const typed of ['', '   ', '\u0000', '\u200f\u202e', 'xyzzy', '@', '...']) {
      expect(titles(typed), typed).toEqual([]);
    }
  });

  it('should be found by its entityID when it has no name', () => {
    const nameless = runAll(
      ProviderIndex.build([aProvider('', { entityId: 'https://idp.lost.example/idp' })]),
    );
    expect(nameless.search('lost', { limit: 8 }).hits[0]?.name.text).toBe('https://idp.lost.example/idp');
    expect(nameless.search('idp.lost.example', { limit: 8 }).hits).toHaveLength(1);
  });

  it('should answer at most so many, in the same order each time, also when all have one name', () => {
    const same = Array.from({ length: 10_000 }, (_, number) =>
      aProvider('One University', { entityId: `https://idp.example/${String(number).padStart(5, '0')}` }),
    );
    const many = runAll(ProviderIndex.build(same));
    const shuffled = runAll(ProviderIndex.build(same.toReversed()));
    const ids = (from: typeof many) =>
      from.search('one', { limit: 8 }).hits.map(({ provider }) => provider.entityId.slice(-1));
    expect(ids(many)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    expect(ids(shuffled)).toEqual(ids(many));
  });

  it('should find what people type among 10,000, and build in many small steps', () => {
    const universities = inventUniversities(10_000);
    const steps = ProviderIndex.build(universities);
    const times: number[] = [];
    let built: ReturnType<typeof steps.next>;
    do {
      const from = process.cpuUsage();
      built = steps.next();
      times.push(process.cpuUsage(from).user / 1000);
    } while (!built.done);
    expect(times.length).toBeGreaterThan(500);
    // Of the processor's time, as other processes take theirs; the last few are for its own clearing up.
    times.sort((one, other) => one - other);
    expect(times[Math.floor(0.98 * times.length)]).toBeLessThan(10);
    const index = built.value as ProviderIndex<SearchableProvider>;
    const questions = inventQuestions(universities, 200);
    const answered = questions.filter((typed) => index.search(typed, { limit: 8 }).hits.length > 0);
    expect(answered.length).toBeGreaterThan(0.95 * questions.length);
  });
});
