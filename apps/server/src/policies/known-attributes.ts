import type { EntityManager } from 'typeorm';

/** The attributes that can ever be released to a policy. Filled by the attributes room. */
export abstract class KnownAttributes {
  /** Their ids, such as `eduPersonScopedAffiliation`. */
  abstract all(manager: EntityManager): Promise<readonly string[]>;
}
