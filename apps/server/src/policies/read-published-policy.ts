import type { PublishedPolicy } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { describeRule } from '@virlab/policy';
import { CountMatches } from './count-matches';
import { CurrentPolicy } from './current-policy';
import type { PolicyInForce } from './policy-in-force';
import { ruleSources } from './rule-sources';

/** The policy in force as a page shows it: each rule as a sentence, as text, and how many people it matches now. */
@Injectable()
export class ReadPublishedPolicy {
  /** Everything but the counts, which is the same as long as the policy is. */
  private readonly presented = new WeakMap<PolicyInForce, PublishedPolicy>();

  constructor(
    private readonly current: CurrentPolicy,
    private readonly matches: CountMatches,
  ) {}

  /** @throws VirlabError `policy-not-published` */
  async run(): Promise<PublishedPolicy> {
    const policy = await this.current.table();
    const people = await this.matches.run({ key: String(policy.version), table: policy.table });
    return this.present(policy, people);
  }

  /**
   * The same of any version; people are counted for the one in force only.
   *
   * @throws VirlabError `policy-version-unknown`
   */
  async version(version: number): Promise<PublishedPolicy> {
    const policy = await this.current.version(version);
    const isInForce = (await this.current.find())?.version === version;
    return isInForce ? this.run() : this.present(policy, new Map());
  }

  private present(policy: PolicyInForce, people: ReadonlyMap<string, number>): PublishedPolicy {
    const presented = this.presented.get(policy) ?? present(policy);
    this.presented.set(policy, presented);
    const rules = presented.rules.map((rule) => ({ ...rule, people: people.get(rule.id) ?? 0 }));
    return { ...presented, rules };
  }
}

function present(policy: PolicyInForce): PublishedPolicy {
  const { version, table, source, author, comment, publishedAt, warnings } = policy;
  const sources = ruleSources(source);
  return {
    version,
    publishedAt: publishedAt.toISOString(),
    author,
    comment: comment ?? undefined,
    timeZone: table.set.defaults?.timezone ?? 'UTC',
    rules: table.set.rules.map((rule) => ({
      id: rule.id,
      name: rule.name,
      description: rule.description,
      enabled: rule.enabled,
      priority: rule.priority,
      owner: rule.owner,
      note: rule.note,
      sentence: describeRule(rule),
      yaml: sources.get(rule.id) ?? '',
      people: 0,
    })),
    warnings: warnings.map(({ code, path, message, help }) => ({ code, path, message, help })),
    yaml: source,
  };
}
