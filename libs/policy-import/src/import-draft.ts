import type { Effect } from '@virlab/policy';
import type { ImportedRules, ImportNote, ImportNoteCode, ImportTargets } from './import-report';
import { makeEffect } from './make-effect';
import type { Rule } from '@virlab/policy';

/** Gathers rules and the lines of the report while a file is read. */
export class ImportDraft {
  private readonly rules: Rule[] = [];
  private readonly notes: ImportNote[] = [];
  private readonly unmapped = new Set<string>();

  constructor(private readonly targets: ImportTargets) {}

  /** Takes down one line; the same line about the same place stands once. */
  note(
    fate: ImportNote['fate'],
    code: ImportNoteCode,
    place: string,
    message: string,
    ruleId?: string,
  ): void {
    const isKnown = this.notes.some(
      (one) => one.code === code && one.place === place && one.message === message && one.ruleId === ruleId,
    );
    if (!isKnown)
      this.notes.push({ fate, code, place, message, ...(ruleId === undefined ? {} : { ruleId }) });
  }

  /** The effect that a name of the file stands for; undefined, and told, when nobody said what it is here. */
  effectFor(name: string, place: string, ruleId?: string): Effect | undefined {
    const target = Object.hasOwn(this.targets, name) ? this.targets[name] : undefined;
    const made = target === undefined ? undefined : makeEffect(target);
    if (made === undefined) {
      this.unmapped.add(name);
      const message =
        target === undefined
          ? `${name} names nothing here yet`
          : `${name} was said to be "${target}", expected pool:…, class:… or role:…`;
      this.note('lost', 'target-unmapped', place, message, ruleId);
      return undefined;
    }
    if (made.assumed !== undefined)
      this.note('changed', 'effect-assumed', place, `${name} became ${made.assumed}`, ruleId);
    return made.effect;
  }

  /** Keeps one rule. */
  add(rule: Rule, place: string): void {
    this.rules.push(rule);
    this.note('kept', 'rule-kept', place, `became rule ${rule.id}`, rule.id);
  }

  /** Everything that came of the file. */
  result(): ImportedRules {
    return { rules: this.rules, notes: this.notes, unmapped: [...this.unmapped].sort() };
  }
}
