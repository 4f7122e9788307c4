import type { Decision, DecisionInput, RuleTable, TraceNode } from '@virlab/policy';
import { builtEngine } from '../policy/built-engine';
import { cedarMatches } from '../policy/cedar-policy';
import { rulesEngineMatches } from '../policy/rules-engine';
import { decidedAt, people, tableOf } from '../policy/university';
import type { Row } from '../row';
import { timesPerCoreSecond } from '../run-row';

const [MANY, FEW] = [500, 50];
/** Different people in turn, so that nothing can be kept of one for the next. */
const CROWD = 500;
const DECISIONS = 20_000;
const TRACES = 3_000;
const CEDAR_DECISIONS = 60;
const ENGINE_RUNS = 20;

type Decide = (person: DecisionInput) => Decision;

async function decider(rules: number): Promise<Decide> {
  const { decide } = await builtEngine();
  const table: RuleTable = await tableOf(rules);
  return (person) => decide(table, person, decidedAt);
}

/** Calls `work` with one person after the other. */
function inTurn(rules: number, work: (person: DecisionInput) => unknown): (time: number) => unknown {
  const crowd = people(CROWD, rules);
  return (time) => {
    const person = crowd[time % CROWD];
    return person && work(person);
  };
}

/** Both have to find the same rules, or they are not beside each other. */
function checkSame(decision: Decision, found: readonly string[]): void {
  const ours = decision.classes.map(({ ruleId }) => ruleId).toSorted();
  if (ours.length !== 5 || ours.join() !== found.toSorted().join()) {
    throw new Error(`${ours.join()} expected, ${found.join()} found`);
  }
}

/** Speed of decisions that nobody explains, as sign-ins and dry runs make them. */
export const policyDecidePerSecond: Row = {
  id: 'policy.decide_per_s',
  what: `decisions a second of one core: ${MANY} rules, 5 concern the person; 10 rights with quota and lease`,
  unit: '/s',
  yardstick:
    'Cedar (WebAssembly), parsed before, naming the same 5 of the same rules; no quota, lease or limit',
  aim: null,
  least: 20_000,
  async measure() {
    const decide = await decider(MANY);
    const cedar = cedarMatches(MANY);
    inTurn(MANY, (person) => checkSame(decide(person), cedar(person)))(7);
    return {
      value: await timesPerCoreSecond(
        DECISIONS,
        inTurn(MANY, (person) => decide(person).pools.length),
      ),
      yardstick: await timesPerCoreSecond(CEDAR_DECISIONS, inTurn(MANY, cedar)),
    };
  },
};

/** How the time of a decision grows with rules that do not concern the person. */
export const policyRules500Vs50: Row = {
  id: 'policy.rules_500_vs_50',
  what: `computing time of one decision under ${MANY} rules, 5 of which concern the person`,
  unit: 'us',
  yardstick: `the same under ${FEW} rules, 5 of which concern the person`,
  aim: 1.5,
  async measure() {
    const [many, few] = [await decider(MANY), await decider(FEW)];
    const perSecond = (rules: number, decide: Decide) =>
      timesPerCoreSecond(
        DECISIONS,
        inTurn(rules, (person) => decide(person).pools.length),
      );
    return { value: 1e6 / (await perSecond(MANY, many)), yardstick: 1e6 / (await perSecond(FEW, few)) };
  },
};

/** Speed of decisions that are explained: the outcome of every rule is read, and the trees of those that concern the person. */
export const policyTracePerSecond: Row = {
  id: 'policy.trace_per_s',
  what: `the same with trace: reads the outcome of all ${MANY} rules and every node of the trees of the 5 that matched`,
  unit: '/s',
  yardstick:
    'json-rules-engine on the same rules, whose results tell of every rule; no quota, lease or limit',
  aim: null,
  least: 5_000,
  async measure() {
    const decide = await decider(MANY);
    const engine = rulesEngineMatches(MANY);
    await inTurn(MANY, async (person) => checkSame(decide(person), await engine(person)))(7);
    return {
      value: await timesPerCoreSecond(
        TRACES,
        inTurn(MANY, (person) => readTrace(decide(person))),
      ),
      yardstick: await timesPerCoreSecond(ENGINE_RUNS, inTurn(MANY, engine)),
    };
  },
};

function readTrace({ trace }: Decision): number {
  let read = 0;
  for (const rule of trace.rules) read += rule.outcome === 'matched' ? nodesOf(rule.tree) : 1;
  return read;
}

function nodesOf({ result, seen, children }: TraceNode): number {
  let nodes = result === 'true' || seen !== undefined ? 1 : 0;
  for (const child of children ?? []) nodes += nodesOf(child);
  return nodes;
}
