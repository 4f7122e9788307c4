import { Injectable } from '@nestjs/common';
import type { CompileContext } from '@virlab/policy';
import { DataSource } from 'typeorm';
import { Classes } from '../classes/index';
import { Settings } from '../config/index';
import { OpenConsoles } from '../consoles/index';
import { IdentityProviders } from '../federation/index';
import { GrantsByHand } from '../grants/index';
import { Machines } from '../machines/index';
import { Clock } from '../platform/index';
import { KnownTargets, ReadDecisionInput } from '../policies/index';
import { Pools } from '../pools/index';
import type { DryRunOrder, KnownFacts, KnownMachine } from './thread/messages';

/** Gathers what is known beside people, for the thread that decides about them. */
@Injectable()
export class GatherFacts {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly classes: Classes,
    private readonly pools: Pools,
    private readonly providers: IdentityProviders,
    private readonly grants: GrantsByHand,
    private readonly machines: Machines,
    private readonly consoles: OpenConsoles,
    private readonly targets: KnownTargets,
    private readonly readInput: ReadDecisionInput,
  ) {}

  /** What deciding needs. */
  async facts(issuers: ReadonlySet<string>): Promise<KnownFacts> {
    return {
      now: this.clock.now().getTime(),
      classes: (await this.classes.all()).map(({ id }) => id),
      providers: await this.readInput.providerFacts(issuers),
      grants: await this.grants.all(),
      staleAfterDays: this.settings.policy.staleAfterDays,
    };
  }

  /** What a policy that is being written may refer to. */
  context(): Promise<CompileContext> {
    return this.targets.context(this.source.manager);
  }

  /** Everything that a dry run needs besides the policies. */
  async forDryRun(issuers: ReadonlySet<string>): Promise<Omit<DryRunOrder, 'before' | 'after' | 'context'>> {
    const records = await this.providers.records(issuers);
    return {
      facts: await this.facts(issuers),
      pools: (await this.pools.all()).map(({ id, title }) => ({ id, title })),
      classes: (await this.classes.all()).map(({ id, code }) => ({ id, code })),
      universities: new Map([...records].map(([entityId, { title }]) => [entityId, title])),
      machines: await this.machinesInUse(),
      brakePercent: this.settings.policy.brakePercent,
    };
  }

  private async machinesInUse(): Promise<KnownMachine[]> {
    const consoles = this.consoles.perMachine();
    const inUse: KnownMachine[] = [];
    for await (const machines of this.machines.running()) {
      for (const { id, ownerId, poolId, ordinal } of machines) {
        if (ownerId === null) continue;
        inUse.push({ ownerId, poolId, ordinal, isRunning: true, consoles: consoles.get(id) ?? 0 });
      }
    }
    return inUse;
  }
}
