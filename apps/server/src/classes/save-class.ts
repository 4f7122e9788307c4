import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/index';
import { ClassEntity } from './class.entity';

/** Writes one class as a resource file says it. */
@Injectable()
export class SaveClass {
  constructor(private readonly clock: Clock) {}

  /** Says what became of it; a class that was so already is not touched. */
  async run(
    wanted: { id: string; code: string; title: string },
    manager: EntityManager,
  ): Promise<'created' | 'changed' | 'unchanged'> {
    const found = await manager.findOneBy(ClassEntity, { id: wanted.id });
    if (found && found.code === wanted.code && found.title === wanted.title) return 'unchanged';
    const { id, code, title } = wanted;
    await manager.save(ClassEntity, { id, code, title, updatedAt: this.clock.now() });
    return found ? 'changed' : 'created';
  }
}
