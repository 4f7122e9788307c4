import type { Machine } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { aMachine } from '../../testing/a-machine';
import { endOfMachine } from './end-of-machine';

const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`;
const renew = { allowed: false };
const machine = (more: Partial<Machine>) => aMachine({ grant: undefined, ...more } as Partial<Machine>);
const lesson = { shutDownAt: at(12) };

describe('the end of a machine', () => {
  it.each<[string, Partial<Machine>, { shutDownAt?: string } | undefined, string | undefined]>([
    ['nothing', {}, undefined, undefined],
    ['the lesson', { limitEndsAt: at(13) }, lesson, '12 lesson'],
    ['a limit before the lesson', { limitEndsAt: at(11) }, lesson, '11 limit'],
    ['the lesson, for whom more time was given', { heldUntil: at(14) }, lesson, '14 lesson'],
    ['the lesson, where what was given is over before', { heldUntil: at(10) }, lesson, '12 lesson'],
    ['a lease', { lease: { until: at(10), renewalsLeft: 0, renew } }, lesson, '10 lease'],
    ['what was announced', { stops: { at: at(9), because: 'idle', notYet: renew } }, lesson, '9 idle'],
    ['no lesson, of what is off', { state: 'stopped' }, lesson, undefined],
    ['a lesson that shuts nothing down', {}, {}, undefined],
  ])('should be told from what comes first: %s', (_, more, plan, expected) => {
    const end = endOfMachine(machine({ state: 'running', ...more }), plan);
    expect(end && `${new Date(end.at).getUTCHours()} ${end.because}`).toBe(expected);
  });
});
