import type { Finding } from '@virlab/policy';
import type { LocatedPolicy } from './locate-policy';
import type { ResourceFault } from './resource-fault';

/** The faults that a compiler found in a policy, at their places in the file it stands in. Warnings are left out. */
export function policyFaultsAt(located: LocatedPolicy, findings: readonly Finding[]): ResourceFault[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ line, column, message, help, path }) =>
      located.fault(line, column, `${path ? `${path}: ` : ''}${message}${help ? `; ${help}` : ''}`),
    );
}
