import type { Path } from '../language/finding';
import { MAX_DOCUMENT_DEPTH, MAX_DOCUMENT_NODES } from '../language/limits';

/** Why a value is not a document. */
export interface NotPlain {
  path: Path;
  message: string;
}

/**
 * Copies an object given as a document into plain data, so that getters, proxies, cycles and prototypes end here.
 *
 * @returns the copy, or the first place that is not plain data
 */
export function plainValue(value: unknown): { ok: true; value: unknown } | { ok: false; fault: NotPlain } {
  let nodes = 0;
  let fault: NotPlain | undefined;
  const refuse = (path: Path, message: string) => {
    fault ??= { path, message };
    return undefined;
  };
  const copy = (found: unknown, path: Path): unknown => {
    if (fault !== undefined) return undefined;
    if (++nodes > MAX_DOCUMENT_NODES) return refuse([], `document has more than ${MAX_DOCUMENT_NODES} nodes`);
    if (path.length > MAX_DOCUMENT_DEPTH)
      return refuse([], `document is nested deeper than ${MAX_DOCUMENT_DEPTH}`);
    if (found === null || typeof found === 'string' || typeof found === 'boolean') return found;
    if (typeof found === 'number') return found;
    if (typeof found !== 'object') return refuse(path, `found a ${typeof found}, expected plain data`);
    if (Array.isArray(found)) return found.map((item, index) => copy(item, [...path, index]));
    const prototype: unknown = Object.getPrototypeOf(found);
    if (prototype !== null && prototype !== Object.prototype)
      return refuse(path, 'found an instance of a class, expected plain data');
    const made: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(found)) {
      if (item === undefined) continue;
      // A key "__proto__" stays an ordinary key, to be refused as unknown.
      Object.defineProperty(made, key, {
        value: copy(item, [...path, key]),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return made;
  };
  try {
    const copied = copy(value, []);
    return fault === undefined ? { ok: true, value: copied } : { ok: false, fault };
  } catch {
    // A getter or a proxy of the caller threw; what it threw says nothing about the document.
    return { ok: false, fault: { path: [], message: 'document cannot be read as plain data' } };
  }
}
