import {
  compilePolicy,
  type DecisionFacts,
  readSuite,
  type RuleTable,
  runSuite,
  type SuiteCase,
} from '@virlab/policy';
import { Classes } from '../../classes/index';
import { CurrentPolicy } from '../../policies/index';
import { policyFaultsAt, readPolicyFile, readText, ResourceFaults, wholeFile } from '../../resources/index';
import type { Command, Surroundings } from '../command';
import { inLab } from '../open-lab';
import { readArgs } from '../read-args';

/** Runs the test cases of a policy. */
export const policyTest: Command = {
  name: 'policy test',
  summary: 'run test cases against a policy',
  usage: `Usage: virlab policy test [-f CASES] [--policy FILE]

  -f, --file CASES    a YAML file of cases: name, now, input, expect;
                      the cases that are saved with the policy when left out
      --policy FILE   the policy to test, of its own or in a resource file;
                      the published one when left out

Ends with 1 when a case fails.`,
  async run(args, surroundings) {
    const { values } = readArgs(args, {
      file: { type: 'string', short: 'f' },
      policy: { type: 'string' },
    });
    const given = values.file === undefined ? undefined : await readCases(values.file);
    const { table, facts, cases } =
      values.policy === undefined ? await publishedPolicy(surroundings) : await policyOf(values.policy);
    if (given === undefined && cases.length === 0)
      surroundings.out('the policy has no test cases of its own');
    return report(table, given ?? cases, facts, surroundings);
  },
};

async function readCases(file: string): Promise<SuiteCase[]> {
  const read = await readText(file);
  if ('fault' in read) throw new ResourceFaults([{ file, line: 1, column: 1, message: read.fault }]);
  const suite = readSuite(read.text);
  if (suite.ok) return suite.cases;
  throw new ResourceFaults(policyFaultsAt(wholeFile(file, read.text), suite.faults));
}

/** A policy to be tested, and the cases that are saved with it. */
interface TestedPolicy {
  table: RuleTable;
  facts: DecisionFacts;
  cases: SuiteCase[];
}

async function policyOf(file: string): Promise<TestedPolicy> {
  const located = await readPolicyFile(file);
  const compiled = compilePolicy(located.source);
  if (!compiled.ok) throw new ResourceFaults(policyFaultsAt(located, compiled.faults));
  return { table: compiled.table, facts: {}, cases: located.cases ?? [] };
}

function publishedPolicy({ settings }: Surroundings): Promise<TestedPolicy> {
  return inLab(settings(), async (lab) => {
    const { table, cases } = await lab.get(CurrentPolicy).table();
    const classes = new Set((await lab.get(Classes).all()).map(({ id }) => id));
    return { table, facts: { classes }, cases };
  });
}

function report(
  table: RuleTable,
  cases: SuiteCase[],
  facts: DecisionFacts,
  { out, err }: Surroundings,
): 0 | 1 {
  const { passed, failed, results } = runSuite(table, cases, facts);
  for (const { name, ok, differences } of results) {
    if (ok) out(`ok      ${name}`);
    else err(`failed  ${name}`);
    for (const { path, expected, found } of differences) {
      err(`        ${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
    }
  }
  out(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
