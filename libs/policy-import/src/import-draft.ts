import type { Effect, Rule } from '@virlab/policy';
import type { ImportedRules, ImportNote, ImportNoteCode, ImportTargets } from './import-report';
import { makeEffect } from './make-effect';

/** Rules made of one file: as many as a policy may have. */
const MAX_RULES = 500;

/** Lines of one report; the rest is counted. */
const MAX_NOTES = 1_000;

/** Patterns and lists of one file that are tried against the limits of the language, each a fraction of a millisecond. */
const MAX_TRIED = 2_000;

/** Gathers rules and the lines of the report while a file is read. */
export class ImportDraft {
  private readonly rules: Rule[] = [];
  private readonly notes: ImportNote[] = [];
  private readonly told = new Set<string>();
  private readonly unmapped = new Set<string>();
  private untold = 0;
  private tried = 0;

  constructor(private readonly targets: ImportTargets) {}

  /** Takes down one line; the same line about the same place stands once. */
  note(
    fate: ImportNote['fate'],
    code: ImportNoteCode,
    place: string,
    message: string,
    ruleId?: string,
  ): void {
    const key = JSON.stringify([code, place, message, ruleId]);
    if (this.told.has(key)) return;
    this.told.add(key);
    if (this.notes.length >= MAX_NOTES) this.untold += 1;
    else this.notes.push({ fate, code, place, message, ...(ruleId === undefined ? {} : { ruleId }) });
  }

  /** Whether one more test may be tried; each is counted. */
  mayTry(): boolean {
    this.tried += 1;
    return this.tried <= MAX_TRIED;
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
    if (this.rules.length >= MAX_RULES) {
      this.note('lost', 'over-limit', place, `a policy has at most ${MAX_RULES} rules`);
      return;
    }
    this.rules.push(rule);
    this.note('kept', 'rule-kept', place, `became rule ${rule.id}`, rule.id);
  }

  /** Everything that came of the file. */
  result(): ImportedRules {
    const { rules, notes, untold } = this;
    const more: ImportNote = {
      fate: 'lost',
      code: 'over-limit',
      place: '',
      message: `${untold} more lines are not shown; split the file`,
    };
    return { rules, notes: untold > 0 ? [...notes, more] : notes, unmapped: [...this.unmapped].sort() };
  }
}
