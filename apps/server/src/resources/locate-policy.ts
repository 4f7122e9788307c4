import { besideDocument, readText } from './load-resources';
import { placePolicyText } from './place-policy-text';
import type { PlacedResource } from './read-resource';
import type { ResourceFault } from './resource-fault';

/** A policy text and how a place in it is told. */
export interface LocatedPolicy {
  source: string;
  /** Line and column in `source`, 1-based; the beginning when they are not known. */
  fault(line: number | undefined, column: number | undefined, message: string): ResourceFault;
}

/** Finds the text of a policy resource, inside its document or in the file it names; faults when there is none. */
export async function locatePolicy({
  resource,
  document,
}: PlacedResource<'Policy'>): Promise<LocatedPolicy | ResourceFault[]> {
  if (resource.file === undefined) {
    const { source, place } = placePolicyText(document);
    return {
      source,
      fault: (line, column, message) => ({ file: document.file, ...place(line ?? 1, column ?? 1), message }),
    };
  }
  const file = besideDocument(document, resource.file);
  const read = await readText(file);
  if ('fault' in read) return [document.fault(['file'], `${file} ${read.fault}`)];
  return wholeFile(file, read.text);
}

/** A policy that is a file of its own. */
export function wholeFile(file: string, source: string): LocatedPolicy {
  return {
    source,
    fault: (line, column, message) => ({ file, line: line ?? 1, column: column ?? 1, message }),
  };
}
