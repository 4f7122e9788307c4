import { describe, expect, it } from 'vitest';
import { aMachine } from '../../testing/a-machine';
import { chooseHero } from './choose-hero';

const machines = [
  aMachine({ id: 'off', state: 'stopped' }),
  aMachine({ id: 'old', state: 'running', since: '2026-11-21T08:00:00Z' }),
  aMachine({ id: 'new', state: 'running', since: '2026-11-21T09:00:00Z' }),
];

describe('the machine that comes first', () => {
  it('should be the one used last in this browser', () => {
    expect(chooseHero(machines, 'off')?.id).toBe('off');
  });

  it('should else be the one that started to run last', () => {
    expect(chooseHero(machines, null)?.id).toBe('new');
    expect(chooseHero(machines, 'gone')?.id).toBe('new');
  });

  it('should else be the first', () => {
    expect(chooseHero([aMachine({ id: 'a', state: 'stopped' })], null)?.id).toBe('a');
    expect(chooseHero([], null)).toBeUndefined();
  });
});
