import type { PolicyComparison } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { compilePolicy, diffPolicies, type RuleTable, type SuiteCase } from '@virlab/policy';
import { diffLines } from 'diff';
import { CountMatches, PolicyVersions } from '../policies/index';
import { sha256, VirlabError } from '../platform/index';
import { compareCases } from './draft-cases';
import { DraftSteps } from './draft-steps';

/** Texts that differ more than this are told as one removed and one added. */
const LONGEST_DIFF_MS = 500;

interface Side {
  name: string;
  source: string;
  cases: readonly SuiteCase[];
}

/** Compares two versions, or one with the draft: by rules first, and by lines for who wants to see the text. */
@Injectable()
export class ComparePolicies {
  constructor(
    private readonly versions: PolicyVersions,
    private readonly steps: DraftSteps,
    private readonly matches: CountMatches,
  ) {}

  /**
   * @param from a version's number or `draft`
   * @throws VirlabError `policy-version-unknown`; `draft-faulty` when the draft has faults, so that its rules cannot be read
   */
  async run(from: string, to: string): Promise<PolicyComparison> {
    const [before, after] = [await this.side(from), await this.side(to)];
    const [left, right] = [tableOf(before), tableOf(after)];
    const { rules, sameRules, defaults } = diffPolicies(left.set, right.set);
    const cases = compareCases(before.cases, after.cases);
    const added = cases.filter(({ change }) => change === 'added').length;
    const moves = await this.movesOf(before, after, left, right);
    return {
      from,
      to,
      rules: rules.map((rule) => {
        const people = moves(rule.ruleId);
        return { ...rule, ...(people === undefined ? {} : { people }) };
      }),
      sameRules,
      defaults,
      cases,
      sameCases: after.cases.length - added - cases.filter(({ change }) => change === 'changed').length,
      yaml: linesOf(before.source, after.source),
    };
  }

  private async side(name: string): Promise<Side> {
    if (name === 'draft') {
      const { source, cases } = await this.steps.look();
      return { name, source, cases };
    }
    const { source, cases } = await this.versions.get(Number(name));
    return { name, source, cases: cases ?? [] };
  }

  /** How many more people a rule matches now; known when both sides were counted already. */
  private async movesOf(before: Side, after: Side, left: RuleTable, right: RuleTable) {
    const inForce = String((await this.versions.latest())?.version ?? 0);
    const countsOf = ({ name, source }: Side, table: RuleTable) => {
      if (name === 'draft') return this.matches.glance({ key: `draft ${sha256(source)}`, table });
      return name === inForce ? this.matches.glance({ key: name, table }) : undefined;
    };
    const [old, now] = [countsOf(before, left), countsOf(after, right)];
    return (ruleId: string) => (old && now ? (now.get(ruleId) ?? 0) - (old.get(ruleId) ?? 0) : undefined);
  }
}

function tableOf({ name, source }: Side): RuleTable {
  // Without a context: what an old version refers to may be gone, and it can be looked at all the same.
  const compiled = compilePolicy(source);
  if (compiled.ok) return compiled.table;
  const [first] = compiled.faults;
  const what = name === 'draft' ? 'the draft' : `version ${name}`;
  throw new VirlabError('draft-faulty', {
    publicDetail: `${what} cannot be read by rules: ${first ? `${first.path} ${first.message}`.trim() : ''}`,
  });
}

/** Line by line; an empty list when nothing differs would hide the text, so all of it is there. */
function linesOf(before: string, after: string): PolicyComparison['yaml'] {
  const lines = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
  const changes = diffLines(before, after, { timeout: LONGEST_DIFF_MS });
  if (!changes) {
    return [
      ...lines(before).map((line) => ({ fate: 'gone' as const, line })),
      ...lines(after).map((line) => ({ fate: 'new' as const, line })),
    ];
  }
  return changes.flatMap(({ value, added, removed }) =>
    lines(value).map((line) => ({
      fate: added ? ('new' as const) : removed ? ('gone' as const) : ('same' as const),
      line,
    })),
  );
}
