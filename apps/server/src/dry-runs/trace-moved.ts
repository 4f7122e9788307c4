import type { DryRunTraces, ExplanationNode } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { canonicalInput } from '@virlab/policy';
import { AuditRecorder } from '../audit/index';
import { actorOf, Accounts } from '../identity/index';
import { sha256, type Viewer, VirlabError } from '../platform/index';
import { KnownTargets, PolicyVersions, ReadDecisionInput } from '../policies/index';
import { NO_POLICY } from './dry-runs';
import { FindMoved } from './find-moved';
import { GatherFacts } from './gather-facts';
import { mayShow, MovedRows } from './moved-rows';
import { PeopleThread } from './people-thread';
import type { KnownPerson } from './thread/known-people';
import type { MovedPerson } from './thread/messages';

/** Tells why one person's right moves: both traces, made anew from what is known as long as that is the same. */
@Injectable()
export class TraceMoved {
  constructor(
    private readonly audit: AuditRecorder,
    private readonly accounts: Accounts,
    private readonly readInput: ReadDecisionInput,
    private readonly targets: KnownTargets,
    private readonly versions: PolicyVersions,
    private readonly facts: GatherFacts,
    private readonly find: FindMoved,
    private readonly rows: MovedRows,
    private readonly thread: PeopleThread,
  ) {}

  /**
   * @param ref - of a row of the dry run
   * @param text - such as `pool:linux`
   * @throws VirlabError `dry-run-not-found`, `dry-run-unfinished`, `person-not-found`, `policy-target-unknown`;
   *   `decision-not-kept` when the person signed in anew or is gone
   */
  async run(id: string, ref: string, text: string, viewer: Viewer): Promise<DryRunTraces> {
    const { run, person: moved } = await this.find.person(id, ref);
    const target = await this.targetOf(moved, text);
    const person = await this.personOf(moved);
    const before = run.against === 0 ? undefined : await this.versions.get(run.against);
    const traces = await this.thread.trace(
      {
        before: before ? { key: before.sourceHash, source: before.source } : NO_POLICY,
        after: { key: run.sourceHash, source: run.source },
        person,
        target: { kind: target.kind, ref: target.ref },
        facts: await this.facts.facts(new Set([person.issuer])),
      },
      AbortSignal.timeout(30_000),
    );
    const names = await this.rows.namesOf([moved], viewer);
    const displayName = names.people.get(moved.userId) ?? '';
    await this.audit.record({
      kind: 'person.viewed',
      ...actorOf(viewer),
      subject: { kind: 'person', id: moved.userId, title: displayName },
      policyVersion: run.against,
      facts: { shown: 'dry-run', target: text },
    });
    const cover = (side: DryRunTraces['before']): DryRunTraces['before'] => ({
      ...side,
      rules: side.rules.map((rule) => ({
        ...rule,
        ...(rule.tree ? { tree: covered(rule.tree, names.isOpen) } : {}),
      })),
    });
    return { displayName, target, before: cover(traces.before), after: cover(traces.after) };
  }

  /** Also one that does not exist any more, or not yet, when it is among what moves. */
  private async targetOf({ rights }: MovedPerson, text: string): Promise<DryRunTraces['target']> {
    const moved = rights.find(({ target: { kind, ref } }) => `${kind}:${ref}` === text)?.target;
    try {
      return await this.targets.find(text);
    } catch (error) {
      if (moved && error instanceof VirlabError) return { ...moved, title: moved.ref };
      throw error;
    }
  }

  private async personOf({ accountId, inputHash }: MovedPerson): Promise<KnownPerson> {
    try {
      const { id, userId, issuer, provider } = await this.accounts.get(accountId);
      const { input, takenAt } = await this.readInput.run(await this.accounts.get(accountId));
      if (takenAt === null || sha256(canonicalInput(input)) !== inputHash)
        throw new VirlabError('decision-not-kept');
      const { attributes, dropped = [], authn = {} } = input;
      return {
        id,
        userId,
        issuer,
        provider,
        released: { takenAt: takenAt.getTime(), attributes, dropped, authn },
      };
    } catch (error) {
      if (error instanceof VirlabError && error.code === 'person-not-found')
        throw new VirlabError('decision-not-kept', { cause: error });
      throw error;
    }
  }
}

function covered(node: ExplanationNode, isOpen: boolean): ExplanationNode {
  return {
    ...node,
    ...(node.seen && !mayShow(node.attr, isOpen) ? { seen: [] } : {}),
    ...(node.children ? { children: node.children.map((child) => covered(child, isOpen)) } : {}),
  };
}
