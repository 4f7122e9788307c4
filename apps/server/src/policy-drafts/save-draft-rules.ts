import type { OrderDraft, SaveDraftRule } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { type Viewer, VirlabError } from '../platform/index';
import { ChangeDraft } from './change-draft';
import { requireRevision } from './draft-row';
import { insertRule, orderRules, removeRule, replaceRule } from './text/change-draft-text';
import { type DraftText, readDraftText } from './text/read-draft-text';
import { readRuleAlone } from './text/read-rule-alone';

/** Longest text that goes along with a refusal; a page asks for the draft when it was longer. */
const LONGEST_THEIRS = 16_384;

/** Writes, takes out and arranges the rules of the draft, each by itself. */
@Injectable()
export class SaveDraftRules {
  constructor(private readonly change: ChangeDraft) {}

  /**
   * Writes one rule. A rule with faults is kept: nothing that somebody wrote is lost.
   *
   * @throws VirlabError `draft-unreadable`; `draft-rule-changed` with what others wrote in `context.theirs` and
   *   `context.base`; `draft-rule-unknown`; `draft-rule-exists`
   */
  async save(id: string, { yaml, base, after }: SaveDraftRule, viewer: Viewer): Promise<void> {
    const rule = readRuleAlone(yaml);
    await this.change.run(viewer, ({ source }) => {
      const draft = readDraftText(source);
      const index = base === null ? -1 : requireRule(draft, id, base);
      const other = draft.rules.findIndex((one, at) => one.id === rule.id && at !== index);
      if (other !== -1) {
        const theirs = draft.rules[other]?.yaml ?? '';
        throw new VirlabError('draft-rule-exists', {
          publicDetail: `"${rule.id}"`,
          context: { ruleId: rule.id, theirs: theirs.slice(0, LONGEST_THEIRS) },
        });
      }
      const place = after === undefined || after === null ? -1 : placeOf(draft, after);
      if (index !== -1) {
        const renamed = rule.id === id ? {} : { facts: { before: id } };
        const replaced = replaceRule(draft, index, rule.text);
        const moved = after === undefined ? replaced : moveRule(replaced, index, place);
        return { what: 'rule-saved', ruleId: rule.id, ...renamed, source: moved };
      }
      const behind = after === undefined ? draft.rules.length - 1 : place;
      return { what: 'rule-added', ruleId: rule.id, source: insertRule(draft, behind, rule.text) };
    });
  }

  /** @throws VirlabError `draft-rule-changed`, `draft-rule-unknown` */
  async remove(id: string, base: string, viewer: Viewer): Promise<void> {
    await this.change.run(viewer, ({ source }) => {
      const draft = readDraftText(source);
      return { what: 'rule-removed', ruleId: id, source: removeRule(draft, requireRule(draft, id, base)) };
    });
  }

  /**
   * Puts the rules into another order, in which every id stands once.
   *
   * @throws VirlabError `draft-changed` when somebody changed the draft since, or the ids are not those of its rules
   */
  async order({ revision, ids }: OrderDraft, viewer: Viewer): Promise<void> {
    await this.change.run(viewer, (held) => {
      requireRevision(held, revision);
      const draft = readDraftText(held.source);
      const order = ids.map((id) => draft.rules.findIndex((rule) => rule.id === id));
      // Rules without an id cannot be named: they stay behind the others.
      const nameless = draft.rules.flatMap(({ id }, index) => (id === null ? [index] : []));
      const all = [...order, ...nameless];
      const isWhole =
        !all.includes(-1) && new Set(all).size === draft.rules.length && all.length === draft.rules.length;
      if (!isWhole)
        throw new VirlabError('draft-changed', { publicDetail: 'the order has to name every rule once' });
      return { what: 'rules-ordered', source: orderRules(draft, all) };
    });
  }
}

function requireRule({ rules }: DraftText, id: string, base: string): number {
  const index = rules.findIndex((rule) => rule.id === id && rule.base === base);
  if (index !== -1) return index;
  const theirs = rules.find((rule) => rule.id === id);
  if (!theirs) throw new VirlabError('draft-rule-unknown', { publicDetail: `"${id}"` });
  throw new VirlabError('draft-rule-changed', {
    publicDetail: `"${id}"`,
    context: { ruleId: id, base: theirs.base, theirs: theirs.yaml.slice(0, LONGEST_THEIRS) },
  });
}

function placeOf({ rules }: DraftText, id: string): number {
  const index = rules.findIndex((rule) => rule.id === id);
  if (index === -1) throw new VirlabError('draft-rule-unknown', { publicDetail: `"${id}"` });
  return index;
}

/** Puts the rule at `index` behind the one at `after`. */
function moveRule(source: string, index: number, after: number): string {
  const draft = readDraftText(source);
  if (after === index) return source;
  const others = draft.rules.map((_, at) => at).filter((at) => at !== index);
  const behind = others.indexOf(after) + 1;
  return orderRules(draft, others.toSpliced(behind, 0, index));
}
