/** Namespace of our element in the metadata of domains and networks. */
export const METADATA_NAMESPACE = 'urn:virlab:vm:1';

/**
 * Whose a thing on a host is. `ours`: its mark names this installation. `theirs`: another one. `unnamed`: it carries a mark
 * from before marks named anybody. `nobodys`: no mark at all.
 */
export type Whose = 'ours' | 'theirs' | 'unnamed' | 'nobodys';

/** Reads the mark of a thing of ours: what it names, against this installation. */
export function whoseMark(named: string | undefined, installation: string): Exclude<Whose, 'nobodys'> {
  if (!named) return 'unnamed';
  return named === installation ? 'ours' : 'theirs';
}
