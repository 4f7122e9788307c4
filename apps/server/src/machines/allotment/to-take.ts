import type { Machine, SharedPool } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Entitlements } from '../../entitlements/index';
import { Pools } from '../../pools/index';
import { quotaOf } from './allot-machines';
import { TakeMachine } from './take-machine';

/** The pools of which a person might have a machine, and has none yet: shared ones, and those that are full. */
@Injectable()
export class ToTake {
  constructor(
    private readonly entitlements: Entitlements,
    private readonly pools: Pools,
    private readonly take: TakeMachine,
  ) {}

  async run(userId: string, machines: readonly Machine[]): Promise<SharedPool[]> {
    const rights = (await this.entitlements.ofUser(userId)).filter(
      (right) =>
        right.kind === 'pool' && quotaOf(right) > 0 && machines.every(({ pool }) => pool.id !== right.ref),
    );
    const pools = await this.pools.withTemplate(rights.map(({ ref }) => ref));
    const standings = [...pools.values()].map((pool) => this.take.standing(pool, userId));
    return (await Promise.all(standings)).sort((a, b) => a.pool.title.localeCompare(b.pool.title));
  }
}
