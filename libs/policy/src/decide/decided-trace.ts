import type { RuleTable } from '../compile/rule-table';
import type { Reading } from '../conditions';
import type { DroppedValue } from './decision-input';
import type { Conflict, Trace, TraceByHand, TraceRule } from './trace';
import { traceRules } from './trace-rules';

/**
 * The trace of a decision, whose rules are judged when they are first looked at. A class, since an accessor of an object
 * literal would cost more than the decision; as text it is whole. To add to one use {@link traceWith}.
 */
export class DecidedTrace implements Trace {
  readonly dropped: DroppedValue[];
  #rules: TraceRule[] | undefined;
  readonly #table: RuleTable;
  readonly #reading: Reading;

  constructor(
    table: RuleTable,
    reading: Reading,
    readonly idp: string,
    dropped: readonly DroppedValue[] | undefined,
    readonly conflicts: Conflict[],
  ) {
    this.dropped = (dropped ?? []).map(({ attr, value, why }) => ({ attr, value, why }));
    this.#table = table;
    this.#reading = reading;
  }

  get policyRevision(): number {
    return this.#table.set.revision;
  }

  get at(): string {
    return this.#reading.now.toISOString();
  }

  get rules(): TraceRule[] {
    return (this.#rules ??= traceRules(this.#table, this.idp, this.#reading));
  }

  toJSON(): Trace {
    return plainOf(this);
  }
}

/** A trace to which more was added after the rules had decided. */
class LongerTrace implements Trace {
  readonly #before: Trace;

  constructor(
    before: Trace,
    readonly conflicts: Conflict[],
    readonly byHand: TraceByHand[] | undefined,
  ) {
    this.#before = before;
  }

  get policyRevision(): number {
    return this.#before.policyRevision;
  }

  get at(): string {
    return this.#before.at;
  }

  get idp(): string {
    return this.#before.idp;
  }

  get dropped(): DroppedValue[] {
    return this.#before.dropped;
  }

  get rules(): TraceRule[] {
    return this.#before.rules;
  }

  toJSON(): Trace {
    return plainOf(this);
  }
}

/** A trace and what came about after the rules had decided: conflicts, and what was given by hand. */
export function traceWith(trace: Trace, conflicts: readonly Conflict[], byHand = trace.byHand): Trace {
  return new LongerTrace(trace, [...trace.conflicts, ...conflicts], byHand);
}

function plainOf({ policyRevision, at, idp, dropped, rules, conflicts, byHand }: Trace): Trace {
  const trace = { policyRevision, at, idp, dropped, rules, conflicts };
  return byHand === undefined ? trace : { ...trace, byHand };
}
