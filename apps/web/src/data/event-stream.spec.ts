import type { LiveEvent } from '@virlab/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEventStream, type Source } from './event-stream';

class FakeSource implements Source {
  readyState = 0;
  onopen: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  isClosed = false;
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void) {
    this.listeners.set(type, listener);
  }
  close() {
    this.isClosed = true;
  }
  say(event: LiveEvent) {
    this.listeners.get(event.type)?.(new MessageEvent(event.type, { data: JSON.stringify(event) }));
  }
  sayRaw(type: string, data: string) {
    this.listeners.get(type)?.(new MessageEvent(type, { data }));
  }
  connect() {
    this.readyState = 1;
    this.onopen?.(new Event('open'));
  }
  refuse() {
    this.readyState = 2;
    this.onerror?.(new Event('error'));
  }
}

describe('the event stream', () => {
  const sources: FakeSource[] = [];
  const onEvent = vi.fn();
  const onLive = vi.fn();
  const onBack = vi.fn();
  let stop: () => void;
  const latest = () => sources.at(-1)!;

  beforeEach(() => {
    vi.useFakeTimers();
    sources.length = 0;
    vi.clearAllMocks();
    const open = () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    };
    stop = openEventStream({ onEvent, onLive, onBack, open });
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  it('should hand on what it hears', () => {
    latest().connect();
    latest().say({ type: 'machines-changed' });
    expect(onEvent).toHaveBeenCalledExactlyOnceWith({ type: 'machines-changed' });
    expect(onLive).toHaveBeenLastCalledWith(true);
    expect(onBack).not.toHaveBeenCalled();
  });

  it('should pass over what is not JSON', () => {
    latest().connect();
    latest().sayRaw('machine', '<html>');
    expect(onEvent).not.toHaveBeenCalled();
  });

  it('should open again by itself after a refusal, and say that it is back', () => {
    latest().refuse();
    expect(onLive).toHaveBeenLastCalledWith(false);
    vi.advanceTimersByTime(5_000);
    expect(sources).toHaveLength(2);
    latest().connect();
    expect(onBack).toHaveBeenCalledOnce();
  });

  it('should not trust a line that is silent for longer than two beats', () => {
    latest().connect();
    vi.advanceTimersByTime(30_000);
    latest().say({ type: 'beat', at: '2026-11-21T10:00:00Z' });
    vi.advanceTimersByTime(30_000);
    expect(sources).toHaveLength(1);
    vi.advanceTimersByTime(10_000);
    expect(sources).toHaveLength(2);
    expect(sources[0]?.isClosed).toBe(true);
    expect(onLive).toHaveBeenLastCalledWith(false);
  });

  it('should leave nothing behind when it is stopped', () => {
    latest().refuse();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(sources).toHaveLength(1);
  });
});
