import type { SuiteCase } from '@virlab/policy';
import { loadResources, readText } from './load-resources';
import { type LocatedPolicy, locatePolicy, wholeFile } from './locate-policy';
import { readPolicyTests } from './read-policy-tests';
import type { PlacedResource } from './read-resource';
import { readDocuments } from './resource-document';
import { ResourceFaults } from './resource-fault';

/**
 * The policy in a file: of its own, or as the Policy of a resource file, with the tests that stand beside it.
 *
 * @throws ResourceFaults
 */
export async function readPolicyFile(file: string): Promise<LocatedPolicy & { cases?: SuiteCase[] }> {
  const read = await readText(file);
  if ('fault' in read) throw new ResourceFaults([{ file, line: 1, column: 1, message: read.fault }]);
  const { documents } = readDocuments(file, read.text);
  const isResources = documents.some(
    ({ value }) => typeof value === 'object' && value !== null && 'kind' in value,
  );
  if (!isResources) return wholeFile(file, read.text);
  const { placed, faults } = await loadResources([file]);
  const found = placed.find((one): one is PlacedResource<'Policy'> => one.resource.kind === 'Policy');
  if (!found) {
    throw new ResourceFaults(
      faults.length > 0
        ? faults
        : [{ file, line: 1, column: 1, message: 'there is no resource of kind Policy' }],
    );
  }
  const located = await locatePolicy(found);
  if (Array.isArray(located)) throw new ResourceFaults(located);
  const { cases, faults: ofTests } = readPolicyTests(found);
  if (ofTests.length > 0) throw new ResourceFaults(ofTests);
  return cases ? { ...located, cases } : located;
}
