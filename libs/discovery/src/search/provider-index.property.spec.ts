import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runAll } from '../testing';
import { foldText } from '../text/fold-text';
import { ProviderIndex } from './provider-index';
import type { SearchableProvider } from './searchable-provider';

/** Anything that a string can hold: half characters, marks, direction marks, emoji. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom('\ud800', '\u0000', '\u202e', '\u0301', 'ﷺ', 'İ', 'ß', '東', ' ', '-', '’', '@', 'a'),
      {
        maxLength: 20,
      },
    )
    .map((parts) => parts.join('')),
);
const name = fc
  .array(fc.string({ unit: fc.constantFrom(...'abcdeéüøßłяжה東京大ก'), minLength: 1, maxLength: 8 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((words) => words.join(' '));
const label = fc.string({ unit: fc.constantFrom(...'abcxyz09'), minLength: 1, maxLength: 8 });
const domain = fc.tuple(label, label).map((labels) => labels.join('.'));
const provider = (names: fc.Arbitrary<string>): fc.Arbitrary<SearchableProvider> =>
  fc.record({
    entityId: fc.oneof(fc.webUrl(), anyText),
    names: fc.array(fc.record({ language: fc.constantFrom('en', 'pt', ''), text: names }), {
      minLength: 1,
      maxLength: 3,
    }),
    keywords: fc.array(fc.record({ language: fc.constant('en'), text: anyText }), { maxLength: 2 }),
    scopes: fc.array(domain, { minLength: 1, maxLength: 2 }),
    domains: fc.array(domain, { maxLength: 1 }),
  });
/** Few enough that no limit hides one. */
const few = (names: fc.Arbitrary<string>) =>
  fc.uniqueArray(provider(names), { minLength: 1, maxLength: 8, selector: ({ entityId }) => entityId });
const build = (providers: readonly SearchableProvider[]) => runAll(ProviderIndex.build(providers));
const idsOf = (providers: readonly SearchableProvider[], typed: string) =>
  build(providers)
    .search(typed, { limit: 8 })
    .hits.map(({ provider: { entityId } }) => entityId);

describe('the index of providers, whatever it holds and is asked', () => {
  it('should never throw, and mark only what is there', () => {
    fc.assert(
      fc.property(few(anyText), anyText, fc.integer({ min: 1, max: 8 }), (providers, typed, limit) => {
        const { hits } = build(providers).search(typed, { limit, languages: ['pt'] });
        expect(hits.length).toBeLessThanOrEqual(limit);
        for (const { name: shown, ranges } of hits) {
          let from = 0;
          for (const [start, end] of ranges) {
            expect(start).toBeGreaterThanOrEqual(from);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(shown.text.length);
            from = end;
          }
        }
      }),
    );
  });

  it('should find a provider by any of its names, before all that have another', () => {
    fc.assert(
      fc.property(few(name), fc.nat(), fc.nat(), (providers, which, whichName) => {
        const wanted = providers[which % providers.length] as SearchableProvider;
        const typed = wanted.names[whichName % wanted.names.length]?.text ?? '';
        const ids = idsOf(providers, typed);
        expect(ids).toContain(wanted.entityId);
        const first = providers.find(({ entityId }) => entityId === ids[0]);
        const written = first?.names.flatMap(({ text }) => [
          foldText(text).letters,
          foldText(text, { umlauts: 'two-letters' }).letters,
        ]);
        expect(written).toContain(foldText(typed).letters);
      }),
    );
  });

  it('should find a provider by the start of any of its words', () => {
    fc.assert(
      fc.property(few(name), fc.nat(), fc.nat(), fc.nat(), (providers, which, whichWord, letters) => {
        const wanted = providers[which % providers.length] as SearchableProvider;
        const words = wanted.names.flatMap(({ text }) => text.split(' '));
        const word = words[whichWord % words.length] ?? '';
        expect(idsOf(providers, word.slice(0, 1 + (letters % word.length)))).toContain(wanted.entityId);
      }),
    );
  });

  it('should find a provider by any of its domains, and by a mail address in it', () => {
    fc.assert(
      fc.property(few(name), fc.nat(), fc.boolean(), (providers, which, isMail) => {
        const wanted = providers[which % providers.length] as SearchableProvider;
        const [own = ''] = wanted.scopes;
        expect(idsOf(providers, isMail ? `somebody@${own}` : own)).toContain(wanted.entityId);
      }),
    );
  });

  it('should answer in the same order, in whatever order the providers came', () => {
    fc.assert(
      fc.property(few(name), fc.oneof(name, anyText), (providers, typed) => {
        expect(idsOf(providers.toReversed(), typed)).toEqual(idsOf(providers, typed));
      }),
    );
  });
});
