import type { EntitlementEntity } from './entitlement.entity';
import { type Grant, nameOfRight } from './grant';

/** What became of one right. `from` and `to` are texts such as `vms 2, until 2026-12-21T10:00:00.000Z`, or `nothing`. */
export interface RightChange {
  target: string;
  from: string;
  to: string;
  /** By which it is had, and when it is lost, was had. */
  ruleId: string;
  ruleName: string;
  what: 'gain' | 'lose' | 'change';
}

const NOTHING = 'nothing';

/**
 * Compares what a person had with what the person has now, right by right and sorted by name. That an end moved further
 * away is no change: every sign-in does it.
 */
export function changesOf(
  before: ReadonlyMap<string, EntitlementEntity>,
  after: ReadonlyMap<string, Grant>,
): RightChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((target): RightChange[] => {
    const [had, has] = [before.get(target), after.get(target)];
    if (had && has) {
      const isSame = quotaText(had) === quotaText(has) && !(endOf(has) < endOf(had));
      return isSame ? [] : [{ ...of(has), target, from: textOf(had), to: textOf(has), what: 'change' }];
    }
    if (has) return [{ ...of(has), target, from: NOTHING, to: textOf(has), what: 'gain' }];
    return had ? [{ ...of(had), target, from: textOf(had), to: NOTHING, what: 'lose' }] : [];
  });
}

/** Rights by their names. */
export function byName<T extends Pick<Grant, 'kind' | 'ref' | 'asRole' | 'scope'>>(rights: readonly T[]) {
  return new Map(rights.map((right) => [nameOfRight(right), right]));
}

type Measured = Pick<Grant, 'quota' | 'validUntil' | 'ruleId' | 'ruleName'>;

function of({ ruleId, ruleName }: Measured): Pick<RightChange, 'ruleId' | 'ruleName'> {
  return { ruleId, ruleName };
}

function endOf({ validUntil }: Measured): number {
  return validUntil?.getTime() ?? Number.POSITIVE_INFINITY;
}

function quotaText({ quota }: Measured): string {
  const fields = ['vms', 'vcpu', 'memoryMiB', 'hours'] as const;
  return fields
    .flatMap((field) => (quota?.[field] === undefined ? [] : `${field} ${quota[field]}`))
    .join(', ');
}

function textOf(right: Measured): string {
  const end = right.validUntil ? `until ${right.validUntil.toISOString()}` : 'without end';
  return [quotaText(right), end].filter((text) => text !== '').join(', ');
}
