import { Injectable } from '@nestjs/common';
import { compilePolicy } from '@virlab/policy';
import type { EntityManager } from 'typeorm';
import { KnownTargets, PublishPolicy } from '../policies/index';
import { Clock } from '../platform/index';
import { locatePolicy } from './locate-policy';
import { policyFaultsAt } from './policy-faults';
import type { PlacedResource } from './read-resource';
import { RefusedResource } from './refused-resource';
import type { ResourceFault } from './resource-fault';

/** Checks and publishes the policy of a resource file; faults are told at their place in the file they stand in. */
@Injectable()
export class SavePolicyResource {
  constructor(
    private readonly clock: Clock,
    private readonly targets: KnownTargets,
    private readonly publish: PublishPolicy,
  ) {}

  /**
   * Every fault of the policy.
   *
   * @param faulty - `Kind/name` of documents that will exist once their own faults are mended
   */
  async check(
    placed: PlacedResource<'Policy'>,
    faulty: ReadonlySet<string>,
    manager: EntityManager,
  ): Promise<ResourceFault[]> {
    const located = await locatePolicy(placed);
    if (Array.isArray(located)) return located;
    const { pools, classes } = await this.targets.context(manager);
    const named = (kind: string) =>
      [...faulty].filter((name) => name.startsWith(`${kind}/`)).map((name) => name.slice(kind.length + 1));
    const compiled = compilePolicy(located.source, {
      pools: [...pools, ...named('Pool')],
      classes: [...classes, ...named('Class')],
      now: this.clock.now(),
    });
    return compiled.ok ? [] : policyFaultsAt(located, compiled.faults);
  }

  /** @throws RefusedResource; VirlabError `resource-invalid` */
  async run(
    placed: PlacedResource<'Policy'>,
    author: string,
    manager: EntityManager,
  ): Promise<'created' | 'changed' | 'unchanged'> {
    const located = await locatePolicy(placed);
    if (Array.isArray(located)) throw new RefusedResource(located);
    const { comment } = placed.resource;
    const { version, result } = await this.publish.run({ source: located.source, author, comment }, manager);
    if (result === 'unchanged') return 'unchanged';
    return version === 1 ? 'created' : 'changed';
  }
}
