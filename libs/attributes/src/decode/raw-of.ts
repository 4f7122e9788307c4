import type { ReleaseAccount } from '../normalized-attributes';
import type { RawAttribute } from '../raw-attribute';

/**
 * The release that an account was made of, as far as it was kept: to read it again by other rules. Attributes that the
 * map of then did not know are not in it, since their values were not kept.
 */
export function rawOf({ values }: Pick<ReleaseAccount, 'values'>): RawAttribute[] {
  const byName = new Map<string, RawAttribute>();
  for (const { name, nameFormat, friendlyName, came } of values) {
    const key = JSON.stringify([name, nameFormat]);
    const attribute = byName.get(key) ?? {
      name,
      ...(nameFormat === undefined ? {} : { nameFormat }),
      ...(friendlyName === undefined ? {} : { friendlyName }),
      values: [],
    };
    attribute.values.push(came);
    byName.set(key, attribute);
  }
  return [...byName.values()];
}
