import type { ClassMember, ClassView, Machine } from '@virlab/contracts';
import { aMachine } from './a-machine';

/** Somebody of a class, with a machine of their own unless told otherwise. */
export function aMember(name: string, machine?: Partial<Machine> | null): ClassMember {
  const id = name.toLowerCase().replaceAll(' ', '-');
  const owner = { id, displayName: name };
  const grant = { ruleId: 'cs101', ruleName: 'CS101 students', policyVersion: 14, values: [] };
  return {
    person: owner,
    as: 'learner',
    signedIn: true,
    ...(machine === null ? {} : { machine: aMachine({ id: `m-${id}`, owner, grant, ...machine }) }),
  };
}

/** A class as the API sends it. */
export function aClass(members: ClassMember[], more: Partial<ClassView> = {}): ClassView {
  return {
    id: 'cs101',
    code: 'CS101',
    title: 'Operating systems',
    pools: [{ id: 'linux-shell', title: 'Linux shell' }],
    members,
    ...more,
  };
}
