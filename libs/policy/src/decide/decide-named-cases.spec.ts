import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compilePolicy } from '../compile/compile-policy';
import type { RuleTable } from '../compile/rule-table';
import { readSuite } from '../suite/read-suite';
import { runSuite } from '../suite/run-suite';
import { decide } from './decide';
import type { DecisionFacts, DecisionInput, GivenByHand } from './decision-input';

const FOLDER = new URL('../../testdata/decide/', import.meta.url);
const NOW = new Date('2026-11-21T10:00:00Z');

function tableOf(policy: unknown): RuleTable {
  const compiled = compilePolicy(policy);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults, null, 2));
  return compiled.table;
}

function personOf(attributes: Record<string, string[]>): DecisionInput {
  return { idp: { entityId: 'https://idp.example' }, attributes };
}

const files = readdirSync(FOLDER).map((name) => ({
  name,
  content: parse(readFileSync(new URL(name, FOLDER), 'utf8')) as unknown,
}));

interface ConditionCase {
  name: string;
  when: unknown;
  defaults?: unknown;
  results: {
    values?: string[];
    repeat?: [string, number];
    input?: Partial<DecisionInput>;
    now?: string;
    result: string;
  }[];
}

describe('conditions', () => {
  for (const { name: file, content } of files.filter(({ content }) => Array.isArray(content))) {
    for (const { name, when, defaults, results } of content as ConditionCase[]) {
      it(`should decide ${file}: ${name}`, () => {
        const rules = [{ id: 'r', name: 'R', when, effects: [{ role: 'student' }] }];
        const table = tableOf({ version: 1, id: 'p', ...(defaults ? { defaults } : {}), rules });
        for (const { values, repeat, input, now, result } of results) {
          const a = repeat ? [repeat[0].repeat(repeat[1])] : (values ?? []);
          const person = { ...personOf({ a }), ...input };
          const decision = decide(table, person, now === undefined ? NOW : new Date(now));
          expect({ values, input, now, result: decision.trace.rules[0]?.tree.result }).toEqual({
            values,
            input,
            now,
            result,
          });
          expect(decision.outcome).toBe(result === 'true' ? 'admitted' : 'refused');
        }
      });
    }
  }
});

interface SuiteFile {
  policy: unknown;
  facts?: { classes?: string[]; courseEnds?: Record<string, string>; grants?: GivenByHand[] };
  cases: unknown;
}

function factsOf({ facts }: SuiteFile): DecisionFacts {
  return {
    ...(facts?.classes ? { classes: new Set(facts.classes) } : {}),
    ...(facts?.courseEnds ? { courseEnds: new Map(Object.entries(facts.courseEnds)) } : {}),
    ...(facts?.grants ? { grants: facts.grants } : {}),
  };
}

describe('semantics', () => {
  for (const { name: file, content } of files.filter(({ content }) => !Array.isArray(content))) {
    const suite = content as SuiteFile;
    const read = readSuite({ cases: suite.cases });
    if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.faults, null, 2)}`);
    const { results } = runSuite(tableOf(suite.policy), read.cases, factsOf(suite));
    for (const { name, differences } of results) {
      it(`should decide ${file}: ${name}`, () => expect(differences).toEqual([]));
    }
  }
});
