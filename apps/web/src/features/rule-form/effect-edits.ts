import type { PolicyTarget } from '@virlab/contracts';
import type { Edit } from './document/edit-rule';
import { dataAt, type RulePath } from './document/parse-rule';

/** Kinds of effect, each named by the field that only it has. */
export type EffectKind = 'pool' | 'class' | 'role' | 'limit' | 'deny';

/** In the order in which they are offered. */
export const EFFECT_KINDS: readonly EffectKind[] = ['pool', 'class', 'role', 'limit', 'deny'];

/** Kind of what was written as an effect; undefined for what a form cannot draw. */
export function effectKind(effect: unknown): EffectKind | undefined {
  if (typeof effect !== 'object' || effect === null || Array.isArray(effect)) return undefined;
  const kinds = EFFECT_KINDS.filter((kind) => Object.hasOwn(effect, kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) return undefined;
  const known = FIELDS[kind];
  if (Object.keys(effect).some((key) => !known.includes(key))) return undefined;
  const inner = dataAt(effect, [kind]);
  switch (kind) {
    case 'pool':
      return isText(inner) && isPlain(dataAt(effect, ['quota']), QUOTA) ? kind : undefined;
    case 'role':
      return isText(inner) ? kind : undefined;
    case 'limit':
      return isPlain(inner, [...QUOTA, 'pool', 'leaseDays']) ? kind : undefined;
    case 'class':
      return isPlain(inner, ['ref']) || isPlain(inner, ['template', 'createIfMissing']) ? kind : undefined;
    case 'deny':
      return inner === 'login' || isPlain(inner, ['pool', 'class', 'role']) ? kind : undefined;
  }
}

const LEASE = ['leaseDays', 'graceDays'];
const QUOTA = ['vms', 'vcpu', 'memoryMiB', 'hours'];
const FIELDS: Record<EffectKind, readonly string[]> = {
  pool: ['pool', 'quota', ...LEASE],
  class: ['class', 'as', ...LEASE],
  role: ['role', 'scope', ...LEASE],
  limit: ['limit'],
  deny: ['deny', 'reason'],
};

function isText(value: unknown): boolean {
  return typeof value === 'string' || value === null;
}

function isPlain(value: unknown, keys: readonly string[]): boolean {
  if (value === undefined || value === null) return true;
  return (
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      ([key, inner]) => keys.includes(key) && (typeof inner !== 'object' || inner === null),
    )
  );
}

/** An effect to begin with; what exists only once is filled in. */
export function newEffect(kind: EffectKind, targets: readonly PolicyTarget[]): Record<string, unknown> {
  const only = (wanted: PolicyTarget['kind']) => {
    const found = targets.filter((target) => target.kind === wanted);
    return found.length === 1 ? (found[0]?.ref ?? '') : '';
  };
  switch (kind) {
    case 'pool':
      return { pool: only('pool'), quota: { vms: 1 }, leaseDays: 30, graceDays: 7 };
    case 'class':
      return { class: { ref: only('class') }, as: 'learner' };
    case 'role':
      return { role: '' };
    case 'limit':
      return { limit: { vms: 1 } };
    case 'deny':
      return { deny: 'login', reason: '' };
  }
}

/** Writes a field, or takes it away when it is left empty. Numbers are written as numbers. */
export function writeField(
  data: unknown,
  path: RulePath,
  value: string | number | boolean | undefined,
): Edit[] {
  const isThere = dataAt(data, path) !== undefined;
  if (value === undefined || value === '') return isThere ? [{ do: 'remove', path }] : [];
  const holder = path.slice(0, -1);
  const key = path.at(-1);
  // A quota that nobody has written yet is begun with its first field.
  if (dataAt(data, holder) === undefined && typeof key === 'string')
    return [{ do: 'put', path: holder, value: { [key]: value } }];
  return [{ do: 'put', path, value }];
}

/** A whole number of days or machines out of what was typed; else the text, which is told. */
export function wholeNumber(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^\d{1,10}$/.test(trimmed) ? Number(trimmed) : trimmed;
}
