import type { Ability } from '@virlab/contracts';
import type { EntitlementEntity } from './entitlement.entity';

/** What a role of the policy lets a person do anywhere. A role that is not listed gives nothing. */
const BY_ROLE: ReadonlyMap<string, readonly Ability[]> = new Map([
  [
    'identity-admin',
    [
      'policy.read',
      'policy.edit',
      'policy.publish',
      'grants.write',
      'people.read',
      'attributes.read',
      'attributes.publish',
      'people.sign-out',
      'federation.read',
      'federation.write',
      'audit.read',
    ],
  ],
  // Writes rules without seeing whom they are about: names are pseudonyms, and somebody else publishes.
  ['policy-editor', ['policy.read', 'policy.edit']],
  ['operator', ['hosts.read', 'hosts.write', 'pools.read', 'pools.write', 'usage.read', 'audit.read']],
]);

/** Roles that let people do something beyond what pools and classes do. */
export const knownRoles: readonly string[] = [...BY_ROLE.keys()];

type Right = Pick<EntitlementEntity, 'kind' | 'ref' | 'asRole' | 'scope'>;

/** True for who teaches or assists the class that the right is about. */
function isTeaching(right: Right): boolean {
  return right.kind === 'class' && (right.asRole === 'teacher' || right.asRole === 'ta');
}

/** What a person with these rights may do anywhere; whoever is signed in has machines of their own, if only none. */
export function abilitiesOf(rights: readonly Right[]): Ability[] {
  const abilities = new Set<Ability>(['machines.own']);
  if (rights.some(isTeaching)) abilities.add('classes.teach');
  for (const role of rolesOf(rights)) for (const ability of BY_ROLE.get(role) ?? []) abilities.add(ability);
  return [...abilities];
}

/** The roles that hold everywhere; a role for one course only is not among them. */
export function rolesOf(rights: readonly Right[]): string[] {
  const everywhere = rights.filter(({ kind, scope }) => kind === 'role' && scope === null);
  return [...new Set(everywhere.map(({ ref }) => ref))];
}

/** Ids of the classes that a person teaches or assists. */
export function classesTaught(rights: readonly Right[]): string[] {
  return [...new Set(rights.filter(isTeaching).map(({ ref }) => ref))];
}
