/** Keeps events in order, and lets a test wait for what has come or will come. */
export class EventLog<E> {
  readonly events: E[] = [];
  readonly #waiting: { wanted: (events: readonly E[]) => boolean; resolve: () => void }[] = [];

  /** The listener to register. */
  readonly add = (event: E): void => {
    this.events.push(event);
    for (const { wanted, resolve } of this.#waiting) if (wanted(this.events)) resolve();
  };

  /** Resolves once the log satisfies the condition, with the whole log. */
  async until(wanted: (events: readonly E[]) => boolean): Promise<readonly E[]> {
    if (!wanted(this.events)) {
      await new Promise<void>((resolve) => this.#waiting.push({ wanted, resolve }));
    }
    return this.events;
  }
}
