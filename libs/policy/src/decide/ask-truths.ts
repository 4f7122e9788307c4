import type { RuleTable } from '../compile/rule-table';
import type { AskedCondition, SharedTests } from '../compile/shared-tests';
import { not, type Reading, type Truth } from '../conditions';

/** Rounds are counted in 32 bits. */
const LAST_ROUND = 2 ** 31 - 1;

/**
 * Asks conditions for their truth about one person after the other. Within a round each test is asked once, however many
 * rules make it. Keeps nothing of a person but truths that the next round forgets.
 */
export class AskTruths {
  private readonly askedIn: Int32Array;
  private readonly truths: Truth[];
  private round = 0;

  constructor(private readonly shared: SharedTests) {
    this.askedIn = new Int32Array(shared.size);
    this.truths = Array.from({ length: shared.size }, () => 'missing');
  }

  /** Begins anew, for another person or another time. */
  begin(): void {
    if (this.round === LAST_ROUND) {
      this.askedIn.fill(0);
      this.round = 0;
    }
    this.round += 1;
  }

  /** The truth of the condition of the rule at this position of the table. */
  ofRule(position: number, reading: Reading): Truth {
    const condition = this.shared.conditions[position];
    return condition === undefined ? 'false' : this.of(condition, reading);
  }

  /** Goes no further than the answer needs: false beats missing beats true in an `all`, the other way in an `any`. */
  of(condition: AskedCondition, reading: Reading): Truth {
    const { kind, children, slot } = condition;
    if (slot >= 0) return this.ofTest(condition, reading);
    if (kind === 'always') return 'true';
    const beats = kind === 'any' ? 'true' : 'false';
    let truth: Truth = kind === 'any' ? 'false' : 'true';
    for (let index = 0; index < children.length; index += 1) {
      const child = children[index];
      if (child === undefined) continue;
      const found = this.of(child, reading);
      if (kind === 'not') return not(found);
      if (found === beats) return found;
      if (found === 'missing') truth = 'missing';
    }
    return truth;
  }

  private ofTest({ slot, test }: AskedCondition, reading: Reading): Truth {
    const known = this.truths[slot];
    if (known !== undefined && this.askedIn[slot] === this.round) return known;
    const truth = test?.truth?.(reading) ?? test?.evaluate(reading).result ?? 'missing';
    this.askedIn[slot] = this.round;
    this.truths[slot] = truth;
    return truth;
  }
}

const byTable = new WeakMap<RuleTable, AskTruths>();

/** The one that asks the conditions of a table. */
export function truthsOf(table: RuleTable): AskTruths {
  let truths = byTable.get(table);
  if (truths === undefined) byTable.set(table, (truths = new AskTruths(table.index.shared)));
  return truths;
}
