import type { PolicyTarget } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { CompileContext } from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { Classes } from '../classes/index';
import { knownRoles } from '../entitlements/index';
import { Pools } from '../pools/index';
import { VirlabError } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { KnownAttributes } from './known-attributes';

/** Everything that a rule can give. */
@Injectable()
export class KnownTargets {
  constructor(
    private readonly source: DataSource,
    private readonly pools: Pools,
    private readonly classes: Classes,
    private readonly current: CurrentPolicy,
    private readonly attributes: KnownAttributes,
  ) {}

  /** What exists beside the policy, for the compiler: targets that dangle are faults, unknown attributes warnings. */
  async context(
    manager: EntityManager,
  ): Promise<Required<Pick<CompileContext, 'pools' | 'classes'>> & Pick<CompileContext, 'attributes'>> {
    const pools = await this.pools.all(manager);
    const classes = await this.classes.all(manager);
    const attributes = await this.attributes.all(manager);
    return {
      pools: pools.map(({ id }) => id),
      classes: classes.map(({ id }) => id),
      ...(attributes.length > 0 ? { attributes } : {}),
    };
  }

  /** Pools, classes and roles: those that exist, and roles that the policy in force gives. */
  async all(): Promise<PolicyTarget[]> {
    const { manager } = this.source;
    const pools = await this.pools.all(manager);
    const classes = await this.classes.all(manager);
    const policy = await this.current.find();
    const given = (policy?.table.set.rules ?? []).flatMap(({ effects }) =>
      effects.flatMap((effect) => ('role' in effect ? [effect.role] : [])),
    );
    const roles = [...new Set([...knownRoles, ...given])].sort();
    return [
      ...pools.map(({ id, title }): PolicyTarget => ({ kind: 'pool', ref: id, title })),
      ...classes.map(({ id, title }): PolicyTarget => ({ kind: 'class', ref: id, title })),
      ...roles.map((ref): PolicyTarget => ({ kind: 'role', ref, title: ref })),
    ];
  }

  /**
   * The target that a text such as `pool:linux` names.
   *
   * @throws VirlabError `policy-target-unknown`
   */
  async find(text: string): Promise<PolicyTarget> {
    const found = (await this.all()).find(({ kind, ref }) => text === `${kind}:${ref}`);
    if (found) return found;
    throw new VirlabError('policy-target-unknown', {
      publicDetail: `"${text.slice(0, 150)}" is none of pool:<name>, class:<name> and role:<name> that exist`,
    });
  }
}
