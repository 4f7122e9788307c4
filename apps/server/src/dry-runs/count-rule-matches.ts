import type { RuleMatches, RuleMatchesQuery } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { IdentityProviders } from '../federation/index';
import { Users } from '../identity/index';
import { Clock, type Viewer } from '../platform/index';
import { PolicyVersions } from '../policies/index';
import { PolicyDrafts } from '../policy-drafts/index';
import { NO_POLICY } from './dry-runs';
import { GatherFacts } from './gather-facts';
import { PeopleThread } from './people-thread';
import { Pseudonyms, seesPeople } from './pseudonyms';
import type { KnownFacts, MatchAnswer } from './thread/messages';

/** Who writes asks at every pause; what is known beside people changes less often. */
const FRESH_MS = 10_000;
const LONGEST_MS = 20_000;

/** Tells whom a rule would match that is being written. */
@Injectable()
export class CountRuleMatches {
  private known: { until: number; facts: KnownFacts } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly users: Users,
    private readonly providers: IdentityProviders,
    private readonly versions: PolicyVersions,
    private readonly drafts: PolicyDrafts,
    private readonly facts: GatherFacts,
    private readonly thread: PeopleThread,
    private readonly pseudonyms: Pseudonyms,
  ) {}

  /** @throws VirlabError `draft-faulty` with what is wrong with the rule; `work-given-up` */
  async run({ id, yaml }: RuleMatchesQuery, viewer: Viewer): Promise<RuleMatches> {
    const [draft, inForce] = [await this.drafts.current(), await this.versions.latest()];
    const published = inForce ? { key: inForce.sourceHash, source: inForce.source } : undefined;
    const policy = draft ? { key: draft.sourceHash, source: draft.source } : (published ?? NO_POLICY);
    const answer = await this.thread.match(
      {
        id,
        yaml,
        policy,
        ...(published ? { published } : {}),
        context: await this.facts.context(),
        facts: await this.freshFacts(await this.thread.ready()),
      },
      AbortSignal.timeout(LONGEST_MS),
    );
    return this.present(answer, inForce?.version, viewer);
  }

  private async freshFacts(issuers: ReadonlySet<string>): Promise<KnownFacts> {
    const now = this.clock.now().getTime();
    if (!this.known || this.known.until < now) {
      this.known = { until: now + FRESH_MS, facts: await this.facts.facts(issuers) };
    }
    return { ...this.known.facts, now };
  }

  private async present(
    { hasPublished, missing, examples, ...counts }: MatchAnswer,
    version: number | undefined,
    viewer: Viewer,
  ): Promise<RuleMatches> {
    const issuers = new Set([
      ...missing.flatMap((gap) => gap.issuers),
      ...examples.map(({ issuer }) => issuer),
    ]);
    const records = await this.providers.records(issuers);
    const titleOf = (issuer: string) => records.get(issuer)?.title ?? issuer;
    const isOpen = seesPeople(viewer);
    const known = isOpen ? await this.users.byIds(examples.map(({ userId }) => userId)) : [];
    const names = new Map(known.map(({ id, displayName }) => [id, displayName]));
    const pseudonymOf = await this.pseudonyms.namer();
    return {
      ...counts,
      ...(hasPublished && version !== undefined ? { version } : {}),
      missing: missing.map(({ issuers: of, ...gap }) => ({ ...gap, universities: of.map(titleOf) })),
      examples: examples.map(({ userId, issuer }) => ({
        ...(isOpen ? { id: userId } : {}),
        displayName: names.get(userId) ?? pseudonymOf(userId),
        university: titleOf(issuer),
      })),
    };
  }
}
