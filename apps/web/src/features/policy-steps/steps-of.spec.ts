import { describe, expect, it } from 'vitest';
import { aDraft, anApproval } from '../../testing/a-draft';
import { stepsOf } from './steps-of';

const told = (draft: Parameters<typeof stepsOf>[0]) =>
  stepsOf(draft).map(({ step, state, why }) => `${step} ${state}${why ? ` ${why}` : ''}`);
const passed = { id: 'd', state: 'done', isCurrent: true } as const;

describe('the way of a draft', () => {
  it('should begin with a change', () => {
    expect(told(aDraft({ exists: false, changes: 0, approval: anApproval({ needed: true }) }))).toEqual([
      'draft current draft',
      'check later',
      'dryRun later',
      'approve later',
      'publish later',
    ]);
  });

  it('should stand at the check while it fails, whatever was done after it', () => {
    const draft = aDraft({ check: { passes: false, findings: [], cases: [] }, dryRun: passed });
    expect(told(draft).slice(0, 3)).toEqual(['draft done', 'check current check', 'dryRun later']);
  });

  it('should ask for a dry run anew once the draft changed', () => {
    expect(told(aDraft({ dryRun: { ...passed, isCurrent: false } }))[2]).toBe('dryRun current dryRun');
    expect(told(aDraft({ dryRun: { ...passed, state: 'cancelled' } }))[2]).toBe('dryRun current dryRun');
    expect(told(aDraft({ dryRun: { ...passed, state: 'running' } }))[2]).toBe('dryRun current running');
  });

  it('should leave out the second person where one is enough', () => {
    expect(told(aDraft({ dryRun: passed })).slice(2)).toEqual([
      'dryRun done',
      'approve skipped notNeeded',
      'publish current publish',
    ]);
    const needed = { ...anApproval(), needed: true };
    expect(told(aDraft({ dryRun: passed, approval: needed })).slice(3)).toEqual([
      'approve current approve',
      'publish later',
    ]);
    const approvedBy = { userId: 'u2', displayName: 'Rita Gomes' };
    expect(told(aDraft({ dryRun: passed, approval: { ...needed, approvedBy } })).slice(3)).toEqual([
      'approve done',
      'publish current publish',
    ]);
  });
});
