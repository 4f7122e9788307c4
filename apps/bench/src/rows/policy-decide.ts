import { canonicalInput, compilePolicy, decide, type DecisionInput } from '@virlab/policy';
import type { Row } from '../row';
import { millisecondsEach } from '../run-row';

const RULES = 500;
const TIMES = 20;

/** As large a policy as the language allows, of the usual kind of rule. */
function largestPolicy() {
  const rules = Array.from({ length: RULES }, (_, index) => ({
    id: `rule-${index}`,
    name: `Rule ${index}`,
    enabled: true,
    priority: 500,
    when: {
      all: [
        { attr: 'eduPersonScopedAffiliation', op: 'equals', value: 'student@ulagoa.example', ci: true },
        { attr: 'eduCourseMember', op: 'matches', value: `Learner@urn:mace:.*:crs:cs:\\d{4}:\\w+:C${index}` },
        {
          any: [
            { attr: 'studyYear', op: 'numGte', value: 2 },
            { attr: 'studyYear', op: 'absent' },
          ],
        },
      ],
    },
    effects: [{ pool: `pool-${index}`, quota: { vms: 1 } }],
  }));
  const compiled = compilePolicy({ version: 1, id: 'bench', revision: 1, rules });
  if (!compiled.ok) throw new Error(compiled.faults.map(({ message }) => message).join('\n'));
  return compiled.table;
}

const input: DecisionInput = {
  idp: { entityId: 'https://idp.ulagoa.example/saml/idp' },
  attributes: {
    eduPersonScopedAffiliation: ['student@ulagoa.example', 'member@ulagoa.example'],
    eduCourseMember: Array.from(
      { length: 20 },
      (_, n) => `Learner@urn:mace:ulagoa.example:crs:cs:2026:fall:C${n * 25}`,
    ),
    studyYear: ['3'],
    ...Object.fromEntries(Array.from({ length: 47 }, (_, n) => [`attribute${n}`, [`value ${n}`]])),
  },
};

/** A whole decision with its trace; DESIGN asks for 50 ms at most. */
export const policyDecide: Row = {
  id: 'policy-decide-500',
  what: 'decide 500 rules over 50 attributes, with trace',
  unit: 'ms',
  yardstick: 'JSON text of the same decision written and read once',
  aim: 10,
  async measure() {
    const table = largestPolicy();
    const now = new Date('2026-11-21T10:00:00Z');
    const decision = decide(table, input, now);
    if (decision.pools.length !== 20) throw new Error(`${decision.pools.length} pools, 20 expected`);
    return {
      // The trace is made when it is looked at.
      value: await millisecondsEach(TIMES, () => decide(table, input, now).trace),
      yardstick: await millisecondsEach(TIMES, () =>
        JSON.parse(JSON.stringify([decision, canonicalInput(input)])),
      ),
    };
  },
};
