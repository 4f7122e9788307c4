import { type AttributeFate, type Cause, isVirtual } from '@virlab/policy';
import type { AskedAttribute } from './ask-texts';

/** What a university can change about the causes of a "no". */
export function askedByCauses(causes: readonly Cause[]): AskedAttribute[] {
  return causes.flatMap(({ attr, kind, expected, seen, dropped, negated }): AskedAttribute[] => {
    if (attr === undefined || isVirtual(attr) || kind === 'time') return [];
    if (kind === 'dropped') {
      return (dropped ?? []).map(({ value, why }) => ({
        attr,
        status: 'dropped',
        values: [value],
        why,
        expected,
      }));
    }
    if (kind === 'notReleased') return [{ attr, status: 'notReleased', values: [], expected }];
    return [{ attr, status: 'otherValue', values: seen, ...(negated ? {} : { expected }) }];
  });
}

/** The same of what became of everybody's attributes, without what the rules ask for. */
export function askedByFates(fates: readonly AttributeFate[]): AskedAttribute[] {
  return fates.flatMap(({ attr, status, values, why }): AskedAttribute[] =>
    status === 'used' ? [] : [{ attr, status, values, ...(why === undefined ? {} : { why }) }],
  );
}
