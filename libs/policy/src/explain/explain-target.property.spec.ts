import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import { decide } from '../decide/decide';
import type { Decision } from '../decide/decision';
import { arbitraryGrantsByHand, arbitraryInput, arbitraryPolicy } from '../testing/arbitrary-policy';
import { explainNearest, explainTarget } from './explain-target';
import type { ExplainedNode } from './explanation';
import type { AskedTarget } from './find-ways';

const NOW = new Date('2026-11-21T10:00:00Z');
const LOGIN: AskedTarget = { kind: 'login', ref: 'login' };
const TARGETS: AskedTarget[] = [
  LOGIN,
  ...(['role', 'class', 'pool'] as const).flatMap((kind) => ['r1', 'r2', 'r3'].map((ref) => ({ kind, ref }))),
];
const LISTS = { role: 'roles', class: 'classes', pool: 'pools' } as const;

/** What a decision says of a target, without any explaining. */
function has(decision: Decision, { kind, ref }: AskedTarget): boolean {
  if (kind === 'login') return decision.outcome === 'admitted';
  return decision[LISTS[kind]].some(({ target }) => target.ref === ref);
}

/** The tree without its light. */
function unlit({ decided: _decided, children, ...node }: ExplainedNode): object {
  return children === undefined ? node : { ...node, children: children.map(unlit) };
}

describe('explainTarget, for every policy and person', () => {
  it('should agree with the decision about every right', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryInput, arbitraryGrantsByHand, (set, input, grants) => {
        const compiled = compilePolicy(set);
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
        const decision = decide(compiled.table, input, NOW, { grants });
        const outcomes = new Map(decision.trace.rules.map(({ id, outcome }) => [id, outcome]));
        for (const target of TARGETS) {
          const { has: isHad, answer, ways, wouldHaveToBeTrue } = explainTarget(decision, target);
          expect(isHad).toBe(has(decision, target));
          expect(answer.key === 'has').toBe(isHad);
          if (isHad) expect(wouldHaveToBeTrue).toEqual([]);
          const isDenied = decision.denies.some(
            ({ target: { kind, ref } }) => kind === 'login' || (kind === target.kind && ref === target.ref),
          );
          if (target.kind !== 'login')
            expect(answer.key === 'denied' || answer.key === 'login-denied').toBe(isDenied);
          if (answer.key === 'has' && target.kind !== 'login') {
            const { ruleId } = answer.params;
            expect(ways.find((way) => way.ruleId === ruleId)?.outcome).toBe('matched');
          }
          for (const way of ways) {
            if (way.byHand === undefined) expect(way.outcome).toBe(outcomes.get(way.ruleId));
            expect(way.tree.result === 'true').toBe(way.outcome === 'matched');
            if (way.outcome === 'notMatched' || way.outcome === 'missing')
              expect(way.tree.decided).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('should say the same with the nearest way alone', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryInput, arbitraryGrantsByHand, (set, input, grants) => {
        const compiled = compilePolicy(set);
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
        for (const target of TARGETS) {
          const whole = explainTarget(decide(compiled.table, input, NOW, { grants }), target);
          const {
            has: isHad,
            answer,
            nearest,
          } = explainNearest(decide(compiled.table, input, NOW, { grants }), target);
          expect({ has: isHad, answer }).toEqual({ has: whole.has, answer: whole.answer });
          if (nearest !== undefined) expect(nearest).toEqual(whole.ways[0]);
          const isOfRule = /^(no-rule|rule\.|cause\.|lost\.)/.test(answer.key);
          expect(nearest !== undefined).toBe(isOfRule && whole.ways.length > 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('should draw the trees that the trace holds, which say what became of each rule', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryInput, (set, input) => {
        const compiled = compilePolicy(set);
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
        const decision = decide(compiled.table, input, NOW);
        for (const { outcome, tree } of decision.trace.rules) {
          const said = { matched: 'true', notMatched: 'false', missing: 'missing' } as const;
          const isAsked = outcome === 'matched' || outcome === 'notMatched' || outcome === 'missing';
          expect(tree.result).toBe(isAsked ? said[outcome] : 'notAsked');
        }
        const byId = new Map(decision.trace.rules.map(({ id, tree }) => [id, tree]));
        for (const { ruleId, tree } of explainTarget(decision, LOGIN).ways) {
          expect(unlit(tree)).toEqual(byId.get(ruleId));
        }
      }),
    );
  });
});
