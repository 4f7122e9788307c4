import type { LiveEvent } from '@virlab/contracts';

/** What the stream needs of an EventSource; a spec gives its own. */
export interface Source {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
  onopen: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
}

export interface StreamOptions {
  onEvent: (event: LiveEvent) => void;
  /** Called with true at each opening and at each sign of life, with false when the stream is gone. */
  onLive: (live: boolean) => void;
  /** Called when the stream is back after it was gone: what was missed has to be asked anew. */
  onBack: () => void;
  open?: () => Source;
}

/** A record, so that none can be left out: what is not listened to never comes. */
const TYPES: Record<LiveEvent['type'], true> = {
  machine: true,
  'machines-changed': true,
  'class-changed': true,
  'announcements-changed': true,
  'job-changed': true,
  'host-changed': true,
  'providers-changed': true,
  'policy-changed': true,
  'break-glass-changed': true,
  'session-ended': true,
  beat: true,
};

const CLOSED = 2;
/** A browser tries again by itself after a broken line, but not after a refusal; then we do. */
const RETRY_MS = 5_000;
/** The server beats every 15 s; two beats missed mean that the line is dead although nobody closed it. */
const SILENCE_MS = 35_000;

/** Listens to GET /api/events and keeps listening. Returns how to stop. */
export function openEventStream({
  onEvent,
  onLive,
  onBack,
  open = browserSource,
}: StreamOptions): () => void {
  let source: Source | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let wasGone = false;

  const alive = () => {
    onLive(true);
    clearTimeout(silence);
    silence = setTimeout(restart, SILENCE_MS);
  };
  const gone = () => {
    wasGone = true;
    onLive(false);
  };
  const restart = () => {
    gone();
    stop();
    start();
  };
  const start = () => {
    const opened = open();
    source = opened;
    opened.onopen = () => {
      alive();
      if (wasGone) onBack();
      wasGone = false;
    };
    opened.onerror = () => {
      gone();
      if (opened.readyState === CLOSED) retry = setTimeout(restart, RETRY_MS);
    };
    for (const type of Object.keys(TYPES)) {
      opened.addEventListener(type, (message) => {
        alive();
        const event = decode(message.data);
        if (event) onEvent(event);
      });
    }
  };
  const stop = () => {
    source?.close();
    clearTimeout(retry);
    clearTimeout(silence);
  };
  start();
  return stop;
}

function browserSource(): Source {
  return new EventSource('/api/events');
}

function decode(data: string): LiveEvent | undefined {
  try {
    return JSON.parse(data) as LiveEvent;
  } catch {
    return undefined;
  }
}
