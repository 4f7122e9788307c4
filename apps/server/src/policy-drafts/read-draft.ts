import type { DraftRule, PolicyDraft } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { compilePolicy, describeRule, diffPolicies, type Rule, type RuleTable } from '@virlab/policy';
import { DataSource } from 'typeorm';
import { Settings } from '../config/index';
import { retryTransaction } from '../database/index';
import { CountMatches, CurrentPolicy, type PolicyVersionEntity } from '../policies/index';
import { sha256, type Viewer, VirlabError } from '../platform/index';
import type { CheckedPolicy } from './check-policy';
import { compareCases, presentCases } from './draft-cases';
import { DraftComments } from './draft-comments';
import { DraftGate } from './draft-gate';
import { DraftPresences } from './draft-presences';
import { DraftRow, type HeldDraft } from './draft-row';
import { DraftSteps } from './draft-steps';
import { DRAFT, PolicyDraftEntity } from './policy-draft.entity';
import { type DraftText, type RuleText, tryDraftText } from './text/read-draft-text';

type Change = DraftRule['change'];

/** How the rules of the draft differ from those in force. */
interface Differences {
  changes: number;
  of(rule: RuleText): Change;
  removed: { id: string; name: string }[];
}

/** Reads the draft as a page shows it; while there is none, what is published in the same form. */
@Injectable()
export class ReadDraft {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly current: CurrentPolicy,
    private readonly matches: CountMatches,
    private readonly row: DraftRow,
    private readonly steps: DraftSteps,
    private readonly gate: DraftGate,
    private readonly comments: DraftComments,
    private readonly presences: DraftPresences,
  ) {}

  async run(viewer: Viewer): Promise<PolicyDraft> {
    const held = await this.look();
    const judgement = await this.gate.judge(held);
    const { checked, latest } = judgement;
    const dryRun = await this.gate.latestDryRun();
    const { row, exists, source, cases, published } = held;
    const tables = { before: await this.publishedTable(), after: checked.table };
    const differences = differencesOf(latest, checked, tables);
    const counts = this.countsOf(held, tables);
    const sentences = sentencesOf(checked);
    const rules = (checked.text?.rules ?? []).flatMap((rule, index): DraftRule[] => {
      if (rule.id === null) return [];
      const { id, base, yaml, name, enabled, priority, owner, note } = rule;
      const said = sentences.get(index);
      const people = counts.after?.get(id);
      const peopleBefore = counts.before?.get(id);
      return [
        {
          id,
          base,
          yaml,
          name,
          enabled,
          priority,
          ...(owner === undefined ? {} : { owner }),
          ...(note === undefined ? {} : { note }),
          ...(said ? { sentence: describeRule(said) } : {}),
          change: differences.of(rule),
          ...(people === undefined ? {} : { people }),
          ...(peopleBefore === undefined ? {} : { peopleBefore }),
          editedBy: this.presences.editorsOf(id, viewer),
        },
      ];
    });
    const publishedCases = latest?.cases ?? [];
    return {
      exists,
      revision: row.revision,
      baseVersion: exists ? row.baseVersion : published,
      publishedVersion: published,
      ...(latest ? { publishedAt: latest.publishedAt.toISOString() } : {}),
      isBehind: exists && row.baseVersion !== published,
      state: row.approved ? 'approved' : row.asked ? 'waiting' : 'editing',
      authors: row.authors,
      ...(row.updatedAt ? { updatedAt: row.updatedAt.toISOString() } : {}),
      changes: differences.changes + compareCases(publishedCases, cases).length,
      timeZone:
        (checked.table ?? tables.before?.table)?.set.defaults?.timezone ?? this.settings.campusTimeZone,
      source,
      rules,
      removed: differences.removed,
      cases: presentCases(cases, publishedCases),
      check: checked.check,
      approval: this.steps.present(held, judgement, viewer),
      ...(dryRun ? { dryRun } : {}),
      comments: exists ? await this.comments.all() : [],
      present: this.presences.all(),
      brakePercent: this.settings.policy.brakePercent,
    };
  }

  /** The state of the row; a revision is shown with one published text only, so that it can be handed back. */
  private async look(): Promise<HeldDraft> {
    const held = await this.steps.look();
    if (held.exists || held.row.baseVersion === held.published) return held;
    return retryTransaction(this.dataSource, async (manager) => {
      const again = await this.row.hold(manager);
      const { row, exists, published } = again;
      if (exists || row.baseVersion === published) return again;
      row.baseVersion = published;
      row.revision += 1;
      await manager.update(
        PolicyDraftEntity,
        { id: DRAFT },
        { baseVersion: published, revision: row.revision },
      );
      return again;
    });
  }

  /** Undefined when nothing is published, or an older engine let pass what this one does not. */
  private async publishedTable(): Promise<{ version: number; table: RuleTable } | undefined> {
    try {
      return (await this.current.find()) ?? undefined;
    } catch (error) {
      if (error instanceof VirlabError) return undefined;
      throw error;
    }
  }

  private countsOf(
    { source, exists }: HeldDraft,
    { before, after }: { before?: { version: number; table: RuleTable }; after?: RuleTable },
  ) {
    const old = before && this.matches.glance({ key: String(before.version), table: before.table });
    if (!exists) return { before: old, after: old };
    return {
      before: old,
      after: after && this.matches.glance({ key: `draft ${sha256(source)}`, table: after }),
    };
  }
}

/** By engine when both can be read by it, so that blanks and order of fields make no difference; else by text. */
function differencesOf(
  latest: PolicyVersionEntity | null,
  { text }: CheckedPolicy,
  { before, after }: { before?: { table: RuleTable }; after?: RuleTable },
): Differences {
  if (latest && before && after) {
    const { rules, defaults } = diffPolicies(before.table.set, after.set);
    const byId = new Map(rules.map((rule) => [rule.ruleId, rule.change]));
    return {
      changes: rules.length + (defaults.length > 0 ? 1 : 0),
      of: ({ id }) => {
        const change = byId.get(id ?? '');
        return change === 'added' || change === 'changed' ? change : 'same';
      },
      removed: rules.flatMap(({ ruleId, name, change }) =>
        change === 'removed' ? [{ id: ruleId, name }] : [],
      ),
    };
  }
  return differencesOfTexts(latest ? tryDraftText(latest.source) : null, text);
}

function differencesOfTexts(before: DraftText | null, after: DraftText | null): Differences {
  const old = new Map((before?.rules ?? []).map((rule) => [rule.id, rule]));
  const of = ({ id, base }: RuleText): Change => {
    const known = old.get(id);
    if (known === undefined) return 'added';
    return known.base === base ? 'same' : 'changed';
  };
  const rules = after?.rules ?? [];
  const kept = new Set(rules.map(({ id }) => id));
  const removed = [...old.values()].flatMap(({ id, name }) =>
    id === null || kept.has(id) ? [] : [{ id, name }],
  );
  return { changes: removed.length + rules.filter((rule) => of(rule) !== 'same').length, of, removed };
}

/** The rules that can be said as sentences, by their place: all of a policy without faults, else those that have none. */
function sentencesOf({ table, text, compiled }: CheckedPolicy): Map<number, Rule> {
  if (table) return new Map(table.set.rules.map((rule, index) => [index, rule]));
  const faulty = new Set(
    compiled.ok
      ? []
      : compiled.faults
          .filter(({ severity }) => severity === 'error')
          .map(({ path }) => Number(/^rules\[(\d+)\]/.exec(path)?.[1] ?? -1)),
  );
  const sound = (text?.rules ?? []).flatMap(({ yaml }, index) =>
    faulty.has(index) ? [] : [{ yaml, index }],
  );
  const alone = compilePolicy(
    `version: 1\nid: sentences\nrules:\n${sound.map(({ yaml }) => `  - ${yaml.replaceAll('\n', '\n    ')}\n`).join('')}`,
  );
  if (!alone.ok || sound.length === 0) return new Map();
  return new Map(alone.table.set.rules.map((rule, at) => [sound[at]?.index ?? -1, rule]));
}
