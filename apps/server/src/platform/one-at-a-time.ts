/**
 * Work that looks at everything there is, such as reading a list anew: one run at a time, and no wish is lost. Whoever asks
 * while a run is under way gets the next one, since what it asks about may have changed after that run had read it; all
 * who ask meanwhile share it.
 */
export class OneAtATime<T = void> {
  private running: Promise<T> | undefined;
  private next: Promise<T> | undefined;

  constructor(private readonly work: () => Promise<T>) {}

  /** What a run answers that began after this was asked for; fails as that one does. */
  run(): Promise<T> {
    if (!this.running) return this.begin();
    this.next ??= this.running.then(
      () => this.begin(),
      () => this.begin(),
    );
    return this.next;
  }

  /** The end of all that was asked for until now. A run that failed has told those who asked for it. */
  async settled(): Promise<void> {
    const last = this.next ?? this.running;
    if (last) await Promise.allSettled([last]);
  }

  private begin(): Promise<T> {
    this.next = undefined;
    const run = this.work();
    const end = () => {
      if (this.running === run) this.running = undefined;
    };
    this.running = run;
    run.then(end, end);
    return run;
  }
}
