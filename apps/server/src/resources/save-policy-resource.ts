import { Injectable } from '@nestjs/common';
import { compilePolicy, runSuite } from '@virlab/policy';
import type { EntityManager } from 'typeorm';
import { KnownTargets, PolicyVersions, PublishPolicy } from '../policies/index';
import { Clock } from '../platform/index';
import { locatePolicy } from './locate-policy';
import { policyFaultsAt } from './policy-faults';
import { readPolicyTests } from './read-policy-tests';
import type { PlacedResource } from './read-resource';
import { RefusedResource } from './refused-resource';
import type { ResourceFault } from './resource-fault';

/** Checks and publishes the policy of a resource file; faults are told at their place in the file they stand in. */
@Injectable()
export class SavePolicyResource {
  constructor(
    private readonly clock: Clock,
    private readonly targets: KnownTargets,
    private readonly versions: PolicyVersions,
    private readonly publish: PublishPolicy,
  ) {}

  /**
   * Every fault of the policy, and of its tests: those in the file, else those of the version in force.
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
    const known = new Set([...classes, ...named('Class')]);
    const compiled = compilePolicy(located.source, {
      pools: [...pools, ...named('Pool')],
      classes: [...known],
      now: this.clock.now(),
    });
    const tests = readPolicyTests(placed);
    const faults = [...(compiled.ok ? [] : policyFaultsAt(located, compiled.faults)), ...tests.faults];
    if (!compiled.ok || faults.length > 0) return faults;
    const cases = tests.cases ?? (await this.versions.latest(manager))?.cases ?? [];
    return runSuite(compiled.table, cases, { classes: known }).results.flatMap(
      ({ name, differences }, index) =>
        differences.map(({ path, expected, found }) => {
          const message = `test "${name}": ${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;
          return placed.document.fault(tests.cases ? ['tests', index, 'expect'] : [], message);
        }),
    );
  }

  /** @throws RefusedResource; VirlabError `resource-invalid` */
  async run(
    placed: PlacedResource<'Policy'>,
    author: string,
    manager: EntityManager,
  ): Promise<'created' | 'changed' | 'unchanged'> {
    const located = await locatePolicy(placed);
    if (Array.isArray(located)) throw new RefusedResource(located);
    const { cases } = readPolicyTests(placed);
    const { comment } = placed.resource;
    const { version, result } = await this.publish.run(
      { source: located.source, author, comment, ...(cases ? { cases } : {}) },
      manager,
    );
    if (result === 'unchanged') return 'unchanged';
    return version === 1 ? 'created' : 'changed';
  }
}
