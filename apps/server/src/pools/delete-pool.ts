import type { EntityManager } from 'typeorm';
import { PoolEntity } from './pool.entity';

/** Takes a pool away, with the queue for its machines. A machine of it stops this by its foreign key. */
export async function deletePool(id: string, manager: EntityManager): Promise<void> {
  await manager.delete(PoolEntity, { id });
}
