import { type PoolSettings, USUAL_POOL_SETTINGS } from '@virlab/contracts';
import type { PoolEntity } from './pool.entity';

/** How a pool keeps its machines; what it does not say is as usual, also what was not known when it was saved. */
export function settingsOf({ settings }: Pick<PoolEntity, 'settings'>): PoolSettings {
  return settings === null ? USUAL_POOL_SETTINGS : { ...USUAL_POOL_SETTINGS, ...settings };
}

/** The machines that one lab of a pool is made of, by name; one without a name where the pool is none of labs. */
export function partsOf(pool: Pick<PoolEntity, 'kind' | 'settings' | 'templateId'>): {
  name: string;
  templateId: string;
}[] {
  const { parts } = settingsOf(pool);
  return pool.kind === 'group' && parts.length > 0 ? parts : [{ name: '', templateId: pool.templateId }];
}
