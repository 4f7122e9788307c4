import { ABILITIES } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { aSession } from '../testing/a-session';
import { shellEn } from '../texts/shell/en';
import { isStaff, railGroups } from './navigation';

const cs101 = { id: 'c1', code: 'CS101', title: 'Operating systems' };

describe('the rail', () => {
  it('should not be for students', () => {
    expect(isStaff(aSession())).toBe(false);
  });

  it('should show only the groups that the abilities open', () => {
    const teacher = aSession({
      abilities: ['machines.own', 'classes.teach'],
      classes: [
        { ...cs101, as: 'teacher' },
        { ...cs101, id: 'c2', code: 'NET1', as: 'learner' },
      ],
    });
    expect(isStaff(teacher)).toBe(true);
    const groups = railGroups(teacher, shellEn);
    expect(groups.map(({ word }) => word)).toEqual(['Teach', 'You']);
    expect(groups[0]?.links.map(({ to }) => to)).toEqual(['/classes/c1']);
  });

  it('should give one rail with every group to who has several roles', () => {
    const all = aSession({
      abilities: [...ABILITIES],
      classes: [{ ...cs101, as: 'ta' }],
    });
    const links = railGroups(all, shellEn).flatMap((group) => group.links.map(({ to }) => to));
    expect(links).toEqual([
      '/classes/c1',
      '/policy',
      '/policy/why',
      '/attributes',
      '/providers',
      '/people',
      '/hosts',
      '/pools',
      '/usage',
      '/audit',
      '/machines',
    ]);
  });
});
