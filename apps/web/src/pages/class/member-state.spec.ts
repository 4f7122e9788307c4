import type { ClassMember } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { aMachine } from '../../testing/a-machine';
import { classEn } from '../../texts/staff/class/en';
import { causeOf, seenMember } from './member-state';

const texts = {
  cause: classEn.cause,
  stage: (stage: string) => `stage ${stage}`,
  failure: (code: string) => (code === 'known' ? 'A known failure' : undefined),
};
const format = { dayShort: () => '12 Nov' };
const member = (more: Partial<ClassMember>): ClassMember => ({
  person: { id: 'p1', displayName: 'Yusuf Demir' },
  as: 'learner',
  signedIn: true,
  ...more,
});
const grant = { ruleId: 'r', ruleName: 'R', policyVersion: 1, values: [] };
const told = (more: Partial<ClassMember>) => {
  const seen = seenMember(member(more));
  return [seen.state, causeOf(seen, texts, format)];
};

describe('what a wall says of somebody', () => {
  it.each<[string, Partial<ClassMember>, [string, string]]>([
    ['who never came', { signedIn: false }, ['absent', 'never signed in']],
    ['who was here', { signedIn: false, lastSeenAt: '2026-11-12T10:00:00Z' }, ['absent', 'last here 12 Nov']],
    [
      'who is away with a machine that is off',
      { signedIn: false, lastSeenAt: '2026-11-12T10:00:00Z', machine: aMachine({ state: 'stopped', grant }) },
      ['absent', 'last here 12 Nov'],
    ],
    [
      'who is away with a machine that runs',
      { signedIn: false, machine: aMachine({ grant }) },
      ['running', ''],
    ],
    ['who is here without a machine', {}, ['locked', 'signed in, but has no machine here']],
    ['who is here', { machine: aMachine({ grant }) }, ['running', '']],
    ['whose access ended', { machine: aMachine() }, ['running', 'access has ended']],
    [
      'whose host is silent',
      { machine: aMachine({ state: 'unknown', grant }) },
      ['unknown', 'its host does not answer'],
    ],
    [
      'whose machine failed in a known way',
      { machine: aMachine({ state: 'failed', grant, failure: { code: 'known', message: 'x' } }) },
      ['failed', 'A known failure'],
    ],
    [
      'whose machine failed in its own words',
      { machine: aMachine({ state: 'failed', grant, failure: { code: 'x', message: 'kernel panic' } }) },
      ['failed', 'kernel panic'],
    ],
    [
      'whose machine starts',
      {
        machine: aMachine({
          state: 'starting',
          grant,
          start: { stage: 'disk', since: '2026-11-21T10:00:00Z', done: [] },
        }),
      },
      ['starting', 'stage disk'],
    ],
  ])('should name state and cause of somebody %s', (_who, more, expected) => {
    expect(told(more)).toEqual(expected);
  });

  it('should tell since when only of what a machine does', () => {
    expect(seenMember(member({ machine: aMachine() })).since).toBe('2026-11-21T10:04:00Z');
    expect(seenMember(member({ signedIn: false, lastSeenAt: '2026-11-12T10:00:00Z' })).since).toBeUndefined();
  });
});
