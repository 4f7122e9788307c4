import { readSuite, type SuiteCase } from '@virlab/policy';
import type { PlacedResource } from './read-resource';
import type { Path } from './resource-document';
import type { ResourceFault } from './resource-fault';

/**
 * The test cases that stand beside a policy.
 *
 * @returns no `cases` when the resource says nothing of any; every fault at its place in the file
 */
export function readPolicyTests({ resource, document }: PlacedResource<'Policy'>): {
  cases?: SuiteCase[];
  faults: ResourceFault[];
} {
  if (resource.tests === undefined) return { faults: [] };
  const read = readSuite({ cases: resource.tests });
  if (read.ok) return { cases: read.cases.map(inOrder), faults: [] };
  return {
    faults: read.faults.map(({ path, message, help }) =>
      document.fault(
        placeOf(path),
        `${path.replace(/^cases/, 'tests')}: ${message}${help ? `; ${help}` : ''}`,
      ),
    ),
  };
}

/** As cases are kept, so that the order of fields makes no difference. */
function inOrder({ name, note, now, input, expect }: SuiteCase): SuiteCase {
  return { name, ...(note === undefined ? {} : { note }), now, input, expect };
}

/** `cases[0].expect.pools[1]` as steps from the root of the resource. */
function placeOf(path: string): Path {
  const steps = path.match(/[^.[\]]+/g) ?? [];
  return steps.map((step, index) => (index === 0 ? 'tests' : /^\d+$/.test(step) ? Number(step) : step));
}
