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
import { type Command, type Surroundings, UsageError } from '../command';
import { inLab } from '../open-lab';
import { readArgs } from '../read-args';

/** Runs the test cases of a policy. */
export const policyTest: Command = {
  name: 'policy test',
  summary: 'run test cases against a policy',
  usage: `Usage: virlab policy test -f CASES [--policy FILE]

  -f, --file CASES    a YAML file of cases: name, now, input, expect
      --policy FILE   the policy to test, of its own or in a resource file;
                      the published one when left out

Ends with 1 when a case fails.`,
  async run(args, surroundings) {
    const { values } = readArgs(args, {
      file: { type: 'string', short: 'f' },
      policy: { type: 'string' },
    });
    if (values.file === undefined) throw new UsageError('-f CASES missing');
    const cases = await readCases(values.file);
    const { table, facts } =
      values.policy === undefined ? await publishedPolicy(surroundings) : await policyOf(values.policy);
    return report(table, cases, facts, surroundings);
  },
};

async function readCases(file: string): Promise<SuiteCase[]> {
  const read = await readText(file);
  if ('fault' in read) throw new ResourceFaults([{ file, line: 1, column: 1, message: read.fault }]);
  const suite = readSuite(read.text);
  if (suite.ok) return suite.cases;
  throw new ResourceFaults(policyFaultsAt(wholeFile(file, read.text), suite.faults));
}

async function policyOf(file: string): Promise<{ table: RuleTable; facts: DecisionFacts }> {
  const located = await readPolicyFile(file);
  const compiled = compilePolicy(located.source);
  if (!compiled.ok) throw new ResourceFaults(policyFaultsAt(located, compiled.faults));
  return { table: compiled.table, facts: {} };
}

function publishedPolicy({ settings }: Surroundings): Promise<{ table: RuleTable; facts: DecisionFacts }> {
  return inLab(settings(), async (lab) => {
    const { table } = await lab.get(CurrentPolicy).table();
    const classes = new Set((await lab.get(Classes).all()).map(({ id }) => id));
    return { table, facts: { classes } };
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
