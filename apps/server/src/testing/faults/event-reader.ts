import type { LiveEvent } from '@virlab/contracts';

/** On a machine that does much else, an emulated guest may take its time. */
const DEADLINE_MS = 120_000;

/** Reads the stream of live events as a page does, and lets a spec wait for what it says. */
export class EventReader {
  readonly heard: LiveEvent[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly end = new AbortController();
  private failure: Error | undefined;

  /** Resolves when the stream is open: whatever happens from then on is heard. */
  static async open(origin: string, cookie: string): Promise<EventReader> {
    const reader = new EventReader();
    const { signal } = reader.end;
    const response = await fetch(`${origin}/api/events`, { headers: { cookie }, signal });
    if (!response.ok || !response.body) throw new Error(`the stream of events answered ${response.status}`);
    void reader.read(response.body);
    await reader.until(
      'the first beat',
      (event): event is Extract<LiveEvent, { type: 'beat' }> => event.type === 'beat',
    );
    return reader;
  }

  /** The first event from `from` on that is as wished. */
  until<T extends LiveEvent>(what: string, isWished: (event: LiveEvent) => event is T, from = 0): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        act();
      };
      const look = () => {
        const found = this.heard.slice(from).find(isWished);
        if (found) settle(() => resolve(found));
        else if (this.failure)
          settle(() => reject(new Error(`${what} will not come`, { cause: this.failure })));
      };
      const timer = setTimeout(
        () => settle(() => reject(new Error(`${what} did not come; heard ${this.told()}`))),
        DEADLINE_MS,
      );
      this.waiting.add(look);
      look();
    });
  }

  close(): void {
    this.end.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(chunk, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.hear(block);
      }
      this.fail(new Error('the stream ended'));
    } catch (error) {
      this.fail(error as Error);
    }
  }

  private hear(block: string): void {
    const data = block.split('\n').find((line) => line.startsWith('data: '));
    if (!data) return;
    this.heard.push(JSON.parse(data.slice('data: '.length)) as LiveEvent);
    for (const look of [...this.waiting]) look();
  }

  private fail(error: Error): void {
    this.failure = error;
    for (const look of [...this.waiting]) look();
  }

  private told(): string {
    const lines = this.heard.map((event) =>
      event.type === 'machine'
        ? `${event.machine.state} (${event.machine.start?.done.map(({ stage }) => stage).join(' ') ?? ''})`
        : event.type,
    );
    return lines.join(', ');
  }
}
