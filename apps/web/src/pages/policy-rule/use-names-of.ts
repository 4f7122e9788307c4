import type { PolicyVocabulary } from '@virlab/contracts';
import { useCallback } from 'react';
import { partOf } from '../../features/rule-form/use-suggestions';
import type { NamesOf } from '../../features/rule-yaml/suggest-at';
import { useFormat } from '../../shell/session-context';
import { attributeName } from '../../texts/staff/attribute-name';
import { useTexts } from '../../texts/texts-provider';

/** What the YAML editor can suggest by name: attributes, released values, pools, classes, roles, providers. */
export function useNamesOf(vocabulary: PolicyVocabulary | undefined): NamesOf {
  const { rule: texts, sentence } = useTexts().staff;
  const format = useFormat();
  return useCallback<NamesOf>(
    (wanted, attr) => {
      const people = (count: number) => texts.people(format.number(count), count === 1);
      const known = vocabulary?.attributes ?? [];
      switch (wanted) {
        case 'attribute':
          return known.map((one) => ({
            value: one.attr,
            title: attributeName(sentence, one.attr).name,
            detail: people(one.people),
          }));
        case 'attribute-value':
        case 'scope': {
          const values = known.find((one) => one.attr === attr)?.values ?? [];
          const read = values.flatMap(({ value, people: count }) => {
            const text = partOf(value, wanted === 'scope' ? 'scope' : 'whole');
            return text === undefined ? [] : [{ value: text, detail: people(count) }];
          });
          return [...new Map(read.map((one) => [one.value, one])).values()];
        }
        case 'pool':
        case 'class':
        case 'role':
          return (vocabulary?.targets ?? [])
            .filter(({ kind }) => kind === wanted)
            .map(({ ref, title }) => ({ value: ref, title }));
        case 'provider':
          return (vocabulary?.providers ?? []).map(({ entityId, title }) => ({ value: entityId, title }));
        case 'timezone':
          return Intl.supportedValuesOf('timeZone').map((value) => ({ value }));
      }
    },
    [vocabulary, texts, sentence, format],
  );
}
