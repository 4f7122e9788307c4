import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type PlacedResource, readResource } from './read-resource';
import { readDocuments, type ResourceDocument } from './resource-document';
import type { ResourceFault } from './resource-fault';

/** No lab's file comes near; a file that does is the wrong one. */
const LARGEST_FILE = 16 * 1024 * 1024;

/** What resource files hold. */
export interface LoadedResources {
  placed: PlacedResource[];
  faults: ResourceFault[];
  /** `Kind/name` of documents that have faults: they are there, so whatever refers to them does not dangle. */
  faulty: ReadonlySet<string>;
}

/** Reads resource files as they are, with every fault of reading, YAML, shape and repetition. */
export async function loadResources(files: readonly string[]): Promise<LoadedResources> {
  const faults: ResourceFault[] = [];
  const placed: PlacedResource[] = [];
  const faulty = new Set<string>();
  const seen = new Map<string, string>();
  for (const file of files) {
    const read = await readText(file);
    if ('fault' in read) {
      faults.push({ file, line: 1, column: 1, message: read.fault });
      continue;
    }
    const { documents, faults: ofYaml } = readDocuments(file, read.text);
    faults.push(...ofYaml);
    for (const document of documents) {
      const result = readResource(document);
      if ('faults' in result) {
        faults.push(...result.faults);
        faulty.add(nameOf(document));
        continue;
      }
      const name = nameOf(document);
      const earlier = seen.get(name);
      if (earlier !== undefined && name !== 'IdentityProvider/') {
        faults.push(document.fault(['name'], `${name.replace(/\/$/, '')} stands already at ${earlier}`));
        continue;
      }
      const { line, column } = document.fault([], '');
      seen.set(name, `${file}:${line}:${column}`);
      placed.push(result.placed);
    }
  }
  return { placed, faults, faulty };
}

/** Reads a text file, or says why not. */
export async function readText(file: string): Promise<{ text: string } | { fault: string }> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) return { fault: `has ${size} bytes, at most ${LARGEST_FILE} are read` };
    return { text: await readFile(file, 'utf8') };
  } catch (error) {
    return { fault: `cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}` };
  }
}

/** A file that a document names, which stands beside the document's own unless it says otherwise. */
export function besideDocument({ file }: ResourceDocument, named: string): string {
  return path.isAbsolute(named) ? named : path.join(path.dirname(file), named);
}

function nameOf({ value }: ResourceDocument): string {
  const { kind, name } = value as { kind?: unknown; name?: unknown };
  return `${String(kind)}/${typeof name === 'string' ? name : ''}`;
}
