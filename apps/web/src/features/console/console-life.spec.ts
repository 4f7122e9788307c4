import { describe, expect, it } from 'vitest';
import {
  BACKOFF_MS,
  BEGIN,
  type ConsoleEvent,
  type ConsoleLife,
  consoleState,
  nextLife,
} from './console-life';

const ticket = {
  ticket: 't',
  url: 'ws://x/consoles/t',
  expiresAt: '2026-11-21T10:00:00Z',
  mode: 'control' as const,
  display: 'picture' as const,
};
const play = (events: ConsoleEvent[], from: ConsoleLife = BEGIN) => events.reduce(nextLife, from);
const lost = (cause: 'dropped' | 'host-unavailable', now: number): ConsoleEvent => ({
  type: 'lost',
  cause,
  now,
});
const opened = (now: number): ConsoleEvent[] => [
  { type: 'ticket', ticket },
  { type: 'opened', now },
];

describe('the life of a console', () => {
  it('should be connected after a ticket and the handshakes', () => {
    const life = play(opened(0));
    expect(life.phase).toBe('open');
    expect(consoleState(life)).toBe('connected');
    expect(consoleState(BEGIN)).toBe('connecting');
  });

  it('should try again by itself when the line breaks, and keep the time of the last picture', () => {
    const life = play([...opened(0), lost('dropped', 1_000)]);
    expect(life).toMatchObject({ phase: 'waiting', tries: 1, lostAt: 1_000, until: 1_000 + BACKOFF_MS[0] });
    expect(consoleState(life)).toBe('reconnecting');
  });

  it('should ask for a new ticket when the wait is over, and stay reconnecting meanwhile', () => {
    const life = play([...opened(0), lost('dropped', 1_000), { type: 'due' }]);
    expect(life.phase).toBe('asking');
    expect(consoleState(life)).toBe('reconnecting');
  });

  it('should wait longer each time, up to ten seconds, and never give up', () => {
    let life = play(opened(0));
    const waits: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      life = nextLife(life, lost('host-unavailable', 0));
      waits.push(life.phase === 'waiting' ? life.until : -1);
      life = nextLife(life, { type: 'due' });
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000, 10_000]);
  });

  it('should start counting anew after a connection that held', () => {
    const life = play([
      ...opened(0),
      lost('dropped', 0),
      { type: 'due' },
      ...opened(0),
      lost('dropped', 60_000),
    ]);
    expect(life).toMatchObject({ phase: 'waiting', tries: 1 });
  });

  it('should go on counting when the connection breaks at once each time', () => {
    const life = play([
      ...opened(0),
      lost('dropped', 5),
      { type: 'due' },
      ...opened(10),
      lost('dropped', 20),
    ]);
    expect(life).toMatchObject({ phase: 'waiting', tries: 2 });
  });

  it.each(['not-entitled', 'session-ended', 'console-taken-over', 'machine-not-found'] as const)(
    'should close for good on %s',
    (cause) => {
      const life = play([...opened(0), { type: 'lost', cause, now: 1 }]);
      expect(life).toEqual({ phase: 'closed', cause });
      expect(nextLife(life, { type: 'due' })).toBe(life);
    },
  );

  it('should open again by itself once when the ticket was late, then ask the person', () => {
    const late: ConsoleEvent = { type: 'lost', cause: 'ticket-expired', now: 0 };
    const once = play([{ type: 'ticket', ticket }, late]);
    expect(once.phase).toBe('asking');
    const twice = play([{ type: 'ticket', ticket }, late], once);
    expect(twice).toEqual({ phase: 'closed', cause: 'ticket-expired' });
    expect(nextLife(twice, { type: 'again' })).toEqual(BEGIN);
  });

  it('should not count one loss twice', () => {
    const life = play([...opened(0), lost('dropped', 1)]);
    expect(nextLife(life, lost('dropped', 2))).toBe(life);
  });
});
