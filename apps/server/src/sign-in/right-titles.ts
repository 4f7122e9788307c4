import { Injectable } from '@nestjs/common';
import { type ClassEntity, Classes } from '../classes/index';
import type { EntitlementEntity } from '../entitlements/index';
import { Pools } from '../pools/index';

/** What people call the things that rights are about. */
export interface RightTitles {
  /** The title of a right's pool or class; its own name when it is a role, or gone. */
  of(right: Pick<EntitlementEntity, 'kind' | 'ref'>): string;
  classes: ReadonlyMap<string, ClassEntity>;
}

/** Looks up the titles of pools and classes. */
@Injectable()
export class ReadRightTitles {
  constructor(
    private readonly pools: Pools,
    private readonly classes: Classes,
  ) {}

  async run(rights: readonly EntitlementEntity[]): Promise<RightTitles> {
    const refs = (kind: EntitlementEntity['kind']) =>
      rights.filter((right) => right.kind === kind).map(({ ref }) => ref);
    const pools = await this.pools.withTemplate(refs('pool'));
    const classes = await this.classes.byIds(refs('class'));
    const of: RightTitles['of'] = ({ kind, ref }) => {
      const named = kind === 'pool' ? pools.get(ref) : kind === 'class' ? classes.get(ref) : undefined;
      return named?.title ?? ref;
    };
    return { of, classes };
  }
}
