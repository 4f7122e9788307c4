import { compilePolicy, decide } from '@virlab/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCondition,
  changeAttr,
  changeOp,
  duplicateCondition,
  moveCondition,
  regroup,
  removeCondition,
  setReleased,
  type Step,
} from './condition-edits';
import { type ConditionNode, depthOf, type GroupNode, readCondition } from './condition-tree';
import { editOnce } from './edit-rule';
import { dataAt, parseRule } from './parse-rule';

const ruleOf = (when: string) => `id: r
name: R # a name
when:
${when}
effects:
  - { role: student }
`;
const START = ruleOf(`  all:
    # students
    - { attr: a, op: equals, value: x }
    - not: { attr: b, op: equals, value: y }
    - any:
        - attr: c
          op: equals
          value: x # this one
        - { attr: c, op: absent }`);

const treeOf = (text: string) => {
  const parsed = parseRule(text);
  if (!parsed.ok) throw new Error(text);
  return { node: readCondition(parsed.rule.data, ['when']), data: parsed.rule.data };
};
const take = (text: string, step: Step | undefined) => {
  let changed = text;
  for (const edit of step?.edits ?? []) {
    const done = editOnce(changed, edit);
    expect(done.exact, `${JSON.stringify(edit)}\n${changed}`).toBe(true);
    changed = done.text;
  }
  return changed;
};
interface Seat {
  node: ConditionNode;
  parent: GroupNode | undefined;
  isNegated: boolean;
}
const seatsOf = (node: ConditionNode, parent?: GroupNode, isNegated = false): Seat[] => [
  { node, parent, isNegated },
  ...(node.kind === 'group'
    ? node.children.flatMap((child) => seatsOf(child, node, isNegated !== (node.group === 'not')))
    : []),
];

type Truth = 'true' | 'false' | 'missing';
const truthNot: Record<Truth, Truth> = { true: 'false', false: 'true', missing: 'missing' };
const first = (truths: Truth[], order: Truth[]): Truth => order.find((one) => truths.includes(one)) ?? 'true';

/** What the drawn form says of a person, read off the drawing alone. */
function meaning(node: ConditionNode, person: Record<string, string[]>, isNegated = false): Truth {
  if (node.kind === 'always') return 'true';
  if (node.kind === 'unknown') throw new Error('not drawn');
  if (node.kind === 'test') {
    const values = person[node.attr] ?? [];
    if (node.op === 'absent') return values.length === 0 ? 'true' : 'false';
    if (node.op === 'present') return values.length === 0 ? 'false' : 'true';
    if (values.length > 0) return values.includes(String(node.test.value)) ? 'true' : 'false';
    // "…or it was not released": then the person passes, on whichever side of a "not" it stands.
    if (node.released === 'said') return isNegated ? 'false' : 'true';
    return 'missing';
  }
  const truths = node.children.map((child) => meaning(child, person, isNegated !== (node.group === 'not')));
  if (node.group === 'all') return first(truths, ['false', 'missing', 'true']);
  const any = first(truths, ['true', 'missing', 'false']);
  return node.group === 'any' ? any : truthNot[any];
}

function decided(when: unknown, person: Record<string, string[]>): string {
  const compiled = compilePolicy({
    version: 1,
    id: 'p',
    rules: [{ id: 'r', name: 'R', when, effects: [{ role: 'student' }] }],
  });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  const input = { idp: { entityId: 'https://idp.example' }, attributes: person };
  const outcome = decide(compiled.table, input, new Date(0)).trace.rules[0]?.outcome ?? '';
  const words: Record<string, string> = { matched: 'true', notMatched: 'false' };
  return words[outcome] ?? outcome;
}

function someStep({ node, parent, isNegated }: Seat, what: number, which: number): Step | undefined {
  const value = { attr: 'abc'[which % 3], op: 'equals', value: 'xy'[which % 2] };
  const steps: (() => Step | undefined)[] = [
    () => (node.kind === 'group' ? addCondition(node, value, which % (node.children.length + 1)) : undefined),
    () =>
      node.kind === 'group' ? addCondition(node, { any: [value, { attr: 'b', op: 'present' }] }) : undefined,
    () => (parent ? removeCondition(node, parent) : undefined),
    () => (parent ? duplicateCondition(node, parent) : undefined),
    () => (parent ? moveCondition(node, parent, which % 2 === 0 ? 1 : -1) : undefined),
    () =>
      node.kind === 'group' ? regroup(node, (['all', 'any', 'not'] as const)[which % 3] ?? 'all') : undefined,
    () =>
      node.kind === 'test' && node.released !== 'never'
        ? setReleased(node, parent, isNegated, node.released === 'unsaid')
        : undefined,
    () =>
      node.kind === 'test'
        ? { edits: changeAttr(node, parent, 'abc'[which % 3] ?? 'a'), at: node.path }
        : undefined,
    () =>
      node.kind === 'test'
        ? {
            edits: changeOp(node, parent, (['equals', 'present', 'absent'] as const)[which % 3] ?? 'equals'),
            at: node.path,
          }
        : undefined,
  ];
  return steps[what % steps.length]?.();
}

describe('changing conditions in the form', () => {
  it('should decide of everybody as the form shows it, after any changes', () => {
    const people = fc.array(
      fc.record(
        {
          a: fc.constantFrom(['x'], ['y'], ['x', 'y']),
          b: fc.constantFrom(['x'], ['y']),
          c: fc.constant(['x']),
        },
        { requiredKeys: [] },
      ),
      { minLength: 3, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 10 }),
        people,
        (choices, persons) => {
          let text = START;
          for (const [where, what, which] of choices) {
            const seats = seatsOf(treeOf(text).node);
            const seat = seats[where % seats.length];
            const changed = seat ? take(text, someStep(seat, what, which)) : text;
            const { node, data } = treeOf(changed);
            // A form may be empty for a while; there is nothing to decide then.
            if (/\[\]|""/.test(JSON.stringify(dataAt(data, ['when'])))) continue;
            if (depthOf(node) > 5) continue;
            text = changed;
            for (const person of persons) {
              expect(decided(dataAt(data, ['when']), person as Record<string, string[]>), text).toBe(
                meaning(node, person as Record<string, string[]>),
              );
            }
          }
          expect(text).toContain('# a name');
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('should say "or it was not released" and take it back without a trace', () => {
    for (const { node, parent, isNegated } of seatsOf(treeOf(START).node)) {
      if (node.kind !== 'test' || node.released !== 'unsaid') continue;
      const said = take(START, setReleased(node, parent, isNegated, true));
      const again = seatsOf(treeOf(said).node).find(
        (seat) => seat.node.kind === 'test' && seat.node.attr === node.attr,
      );
      if (again?.node.kind !== 'test') throw new Error(said);
      expect(again.node.released).toBe('said');
      expect(take(said, setReleased(again.node, again.parent, again.isNegated, false))).toBe(START);
    }
  });

  it('should write the tick under "not" around it, as everybody writes it', () => {
    const [, , not] = seatsOf(treeOf(START).node);
    const inside = not?.node.kind === 'group' ? not.node.children[0] : undefined;
    if (not?.node.kind !== 'group' || inside?.kind !== 'test') throw new Error('no condition under not');
    expect(take(START, setReleased(inside, not.node, true, true))).toContain(`
    - any:
        - not: { attr: b, op: equals, value: y }
        - { attr: b, op: absent }
`);
  });

  it('should tell where the condition stands afterwards', () => {
    const { node } = treeOf(START);
    if (node.kind !== 'group') throw new Error('no group');
    const second = node.children[1];
    if (!second) throw new Error('no second');
    expect(moveCondition(second, node, -1)?.at).toEqual(['when', 'all', 0]);
    expect(moveCondition(second, node, 1)?.at).toEqual(['when', 'all', 2]);
    expect(addCondition(node, {}).at).toEqual(['when', 'all', 3]);
  });

  it('should draw as YAML only what it cannot draw', () => {
    const when = (data: unknown) => readCondition({ when: data }, ['when']);
    expect(
      when({ all: [{ some: 'thing' }, { attr: 'a', op: 'equals', value: 'x', extra: 1 }] }),
    ).toMatchObject({
      children: [{ kind: 'unknown' }, { kind: 'unknown' }],
    });
    for (const odd of [
      undefined,
      null,
      5,
      'x',
      [],
      {},
      { all: {} },
      { not: 1 },
      { always: false },
      { all: [], any: [] },
    ])
      expect(JSON.stringify(when(odd))).toContain('unknown');
  });
});
