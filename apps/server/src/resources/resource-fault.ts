/** One thing wrong in a resource file, with its place. */
export interface ResourceFault {
  file: string;
  /** 1-based. */
  line: number;
  column: number;
  /** Lower case, names the value found and the one expected. */
  message: string;
}

/** A fault as compilers write it: `file:line:column: message`. */
export function faultText({ file, line, column, message }: ResourceFault): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** Everything wrong with a set of resource files, in order of place. Nothing of them was applied. */
export class ResourceFaults extends Error {
  readonly code = 'resource-invalid';

  constructor(readonly faults: readonly ResourceFault[]) {
    super(`the resources have ${faults.length} fault(s):\n${faults.map(faultText).join('\n')}`);
    this.name = 'ResourceFaults';
  }
}
