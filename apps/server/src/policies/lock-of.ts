import type { LockedPool } from '@virlab/contracts';
import {
  type Cause,
  type ExplainedNode,
  isVirtual,
  type NearestExplanation,
  type RuleTable,
} from '@virlab/policy';

type Lock = Pick<LockedPool, 'attr' | 'status' | 'values' | 'reason' | 'opensAt'>;

const BY_CAUSE = {
  notReleased: 'notReleased',
  dropped: 'dropped',
  otherValue: 'otherValue',
  unreadable: 'otherValue',
  time: 'outOfWindow',
} as const satisfies Record<Cause['kind'], LockedPool['status']>;

/**
 * Why a pool is locked, as the person may know it. Null for pools that are none of the person's business: had, given by
 * no rule, given by rules about other people, or by rules of which nothing at all was true.
 */
export function lockOf({ has, answer, nearest }: NearestExplanation, table: RuleTable): Lock | null {
  if (has) return null;
  switch (answer.key) {
    case 'denied':
    case 'login-denied':
      return { status: 'denied', values: [], reason: answer.params.reason };
    case 'rule.outOfWindow': {
      const { ruleId } = answer.params;
      const from = table.rules.find(({ rule }) => rule.id === ruleId)?.validFrom;
      return { status: 'outOfWindow', values: [], ...(from === undefined ? {} : { opensAt: isoOf(from) }) };
    }
    case 'cause.notReleased':
    case 'cause.dropped':
    case 'cause.otherValue':
    case 'cause.unreadable':
    case 'cause.time':
    case 'cause.several': {
      const cause = firstToldOf(answer.params.causes);
      if (!nearest || !cause || !isNear(nearest.tree)) return null;
      const attr = cause.attr === undefined || isVirtual(cause.attr) ? {} : { attr: cause.attr };
      const values =
        cause.kind === 'dropped' ? (cause.dropped ?? []).map(({ value }) => value) : [...cause.seen];
      return { ...attr, status: BY_CAUSE[cause.kind], values };
    }
    default:
      return null;
  }
}

/** What the university did not send matters more than what it sent otherwise. */
function firstToldOf(causes: readonly Cause[]): Cause | undefined {
  const order: Cause['kind'][] = ['dropped', 'notReleased', 'otherValue', 'unreadable', 'time'];
  return order.flatMap((kind) => causes.filter((cause) => cause.kind === kind))[0];
}

/** True when something of the rule was true, or the rule asks one thing only. */
function isNear(tree: ExplainedNode): boolean {
  const tests = [...testsIn(tree)];
  return tests.length === 1 || tests.some(({ result }) => result === 'true');
}

function* testsIn(node: ExplainedNode): Generator<ExplainedNode> {
  if (node.kind === 'test') yield node;
  for (const child of node.children ?? []) yield* testsIn(child);
}

function isoOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
