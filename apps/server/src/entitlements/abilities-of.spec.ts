import type { Ability } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { abilitiesOf, classesTaught, rolesOf } from './abilities-of';

type Right = Parameters<typeof abilitiesOf>[0][number];
const right = (kind: Right['kind'], ref: string, more: Partial<Right> = {}): Right => ({
  kind,
  ref,
  asRole: null,
  scope: null,
  ...more,
});

describe('abilities', () => {
  const cases: { who: string; rights: Right[]; abilities: Ability[] }[] = [
    { who: 'somebody without rights', rights: [], abilities: ['machines.own'] },
    {
      who: 'a student',
      rights: [right('class', 'cs101', { asRole: 'learner' }), right('pool', 'linux')],
      abilities: ['machines.own'],
    },
    {
      who: 'a teacher',
      rights: [right('class', 'cs101', { asRole: 'teacher' })],
      abilities: ['machines.own', 'classes.teach'],
    },
    {
      who: 'an assistant',
      rights: [right('class', 'cs101', { asRole: 'ta' })],
      abilities: ['machines.own', 'classes.teach'],
    },
    {
      who: 'an identity admin',
      rights: [right('role', 'identity-admin')],
      abilities: [
        'machines.own',
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
    },
    {
      who: 'an operator',
      rights: [right('role', 'operator')],
      abilities: [
        'machines.own',
        'hosts.read',
        'hosts.write',
        'pools.read',
        'pools.write',
        'usage.read',
        'audit.read',
      ],
    },
    {
      who: 'an operator of one course only',
      rights: [right('role', 'operator', { scope: 'cs101' })],
      abilities: ['machines.own'],
    },
    { who: 'an unknown role', rights: [right('role', 'constructor')], abilities: ['machines.own'] },
  ];

  it.each(cases)('should be those of $who', ({ rights, abilities }) => {
    expect(abilitiesOf(rights)).toEqual(abilities);
  });

  it('should not be doubled by two roles that give the same', () => {
    expect(abilitiesOf([right('role', 'operator'), right('role', 'identity-admin')])).toEqual([
      'machines.own',
      'hosts.read',
      'hosts.write',
      'pools.read',
      'pools.write',
      'usage.read',
      'audit.read',
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
    ]);
  });

  it('should know the classes that are taught, each once', () => {
    const rights = [
      right('class', 'a', { asRole: 'teacher' }),
      right('class', 'a', { asRole: 'ta' }),
      right('class', 'b', { asRole: 'learner' }),
    ];
    expect(classesTaught(rights)).toEqual(['a']);
    expect(rolesOf(rights)).toEqual([]);
  });
});
