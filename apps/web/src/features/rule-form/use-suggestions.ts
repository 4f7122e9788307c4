import type { PolicyVocabulary } from '@virlab/contracts';
import { virtualAttributes } from '@virlab/policy';
import { useCallback, useMemo } from 'react';
import { useFormat } from '../../shell/session-context';
import { attributeName, shortValue } from '../../texts/staff/attribute-name';
import type { SentenceTexts } from '../../texts/staff/sentence/en';
import { useTexts } from '../../texts/texts-provider';
import { useRuleForm } from './rule-form-context';
import type { Suggestion } from './suggest-field';

/** What the fields of a condition suggest: attributes by their names, and values that were really released. */
export function useSuggestions() {
  const { staff } = useTexts();
  const { rule: texts, sentence } = staff;
  const format = useFormat();
  const { vocabulary } = useRuleForm();
  const people = useCallback(
    (count: number) => texts.people(format.number(count), count === 1),
    [texts, format],
  );
  const known = vocabulary?.attributes ?? NONE;
  const attributeOf = (attr: string) => known.find((one) => one.attr === attr);

  // Every condition of a rule offers the same ones.
  const attributes = useMemo(() => nameAttributes(known, sentence, people), [known, sentence, people]);

  const values = (attr: string, part: unknown): Suggestion[] => {
    const found = attributeOf(attr);
    const counts = new Map<string, number>();
    for (const { value, people: count } of found?.values ?? []) {
      const read = partOf(value, part);
      if (read !== undefined) counts.set(read, (counts.get(read) ?? 0) + count);
    }
    return [...counts].map(([value, count]) => {
      const label = shortValue(sentence, attr, value);
      return { value, label, hint: people(count), ...(label === value ? {} : { code: value }) };
    });
  };
  const scopes = (attr: string): Suggestion[] => values(attr, 'scope');
  const notReleased = (attr: string): Suggestion | undefined => {
    const found = attributeOf(attr);
    if (!found || found.isVirtual || found.notReleased === 0) return undefined;
    return { value: NOT_RELEASED, label: texts.notReleased, hint: people(found.notReleased) };
  };
  const noneWhy = (attr: string) => {
    const found = attributeOf(attr);
    if (!found || attr === '') return undefined;
    return found.hidden
      ? texts.hidden
      : found.values.length === 0 && !found.isVirtual
        ? texts.neverReleased
        : undefined;
  };
  const nameOf = (attr: string) => (attr === '' ? '' : attributeName(sentence, attr).name);
  return { attributes, nameOf, values, scopes, notReleased, noneWhy };
}

const NONE: PolicyVocabulary['attributes'] = [];

function nameAttributes(
  known: PolicyVocabulary['attributes'],
  sentence: SentenceTexts,
  people: (count: number) => string,
): Suggestion[] {
  const names = known.map(({ attr }) => attributeName(sentence, attr).name);
  const naming = (attr: string): Suggestion => {
    const { name } = attributeName(sentence, attr);
    const isTwin = names.filter((other) => other === name).length > 1;
    // Two attributes of one name are told apart by their ids.
    return {
      value: attr,
      label: isTwin ? `${name} · ${attr}` : name,
      ...(name === attr ? {} : { code: attr }),
    };
  };
  const unknown = virtualAttributes.filter(
    (attr) => attr !== 'now' && !known.some((one) => one.attr === attr),
  );
  return [
    ...known
      .toSorted((one, other) => other.people - one.people)
      .map(({ attr, people: count, isVirtual }) => ({
        ...naming(attr),
        ...(isVirtual && count === 0 ? {} : { hint: people(count) }),
      })),
    ...unknown.map(naming),
  ];
}

/** Stands for "not released" among the values; no attribute has it, since it has a character that none can have. */
export const NOT_RELEASED = '\u0000not-released';

/** The part of a value that a test looks at, as the policy language splits it; undefined when there is none. */
export function partOf(value: string, part: unknown): string | undefined {
  const at = value.indexOf('@');
  if (part === 'value') return at < 0 ? value : value.slice(0, at);
  if (part === 'scope') return at < 0 ? undefined : value.slice(at + 1);
  return value;
}
