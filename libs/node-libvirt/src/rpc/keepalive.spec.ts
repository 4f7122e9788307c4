import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Keepalive } from './keepalive';

const INTERVAL_MS = 5_000;

describe('Keepalive', () => {
  const hooks = { ping: vi.fn(), dead: vi.fn(), mayJudge: vi.fn(() => true) };
  let keepalive: Keepalive;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    hooks.mayJudge.mockReturnValue(true);
    keepalive = new Keepalive(INTERVAL_MS, hooks);
    keepalive.start();
  });

  afterEach(() => {
    keepalive.stop();
    vi.useRealTimers();
  });

  it('should ping after an interval of silence', () => {
    vi.advanceTimersByTime(INTERVAL_MS - 1);
    expect(hooks.ping).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(hooks.ping).toHaveBeenCalledTimes(1);
  });

  it('should not ping while bytes arrive', () => {
    for (let turn = 0; turn < 10; turn += 1) {
      vi.advanceTimersByTime(INTERVAL_MS - 1);
      keepalive.alive();
    }
    expect(hooks.ping).not.toHaveBeenCalled();
  });

  it('should call the far end dead after three unanswered pings, once', () => {
    vi.advanceTimersByTime(4 * INTERVAL_MS - 1);
    expect(hooks.ping).toHaveBeenCalledTimes(3);
    expect(hooks.dead).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(hooks.dead).toHaveBeenCalledWith(4 * INTERVAL_MS);
    vi.advanceTimersByTime(10 * INTERVAL_MS);
    expect(hooks.dead).toHaveBeenCalledTimes(1);
  });

  it('should begin to count again after any sign of life', () => {
    vi.advanceTimersByTime(3 * INTERVAL_MS);
    keepalive.alive();
    vi.advanceTimersByTime(3 * INTERVAL_MS);
    expect(hooks.dead).not.toHaveBeenCalled();
  });

  it('should not judge a daemon that has as many calls as it may have', () => {
    hooks.mayJudge.mockReturnValue(false);
    vi.advanceTimersByTime(100 * INTERVAL_MS);
    expect(hooks.dead).not.toHaveBeenCalled();
    hooks.mayJudge.mockReturnValue(true);
    vi.advanceTimersByTime(3 * INTERVAL_MS);
    expect(hooks.dead).not.toHaveBeenCalled();
  });

  it('should do nothing with an interval of 0', () => {
    keepalive.stop();
    keepalive = new Keepalive(0, hooks);
    keepalive.start();
    keepalive.alive();
    expect(vi.getTimerCount()).toBe(0);
  });
});
