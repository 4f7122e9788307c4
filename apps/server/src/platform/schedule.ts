import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from './log';

/** Jobs that the server does by itself, again and again, one run of each at a time. */
@Injectable()
export class Schedule implements OnApplicationShutdown {
  private readonly stops = new Set<() => Promise<void>>();

  constructor(private readonly log: Log) {}

  /**
   * Runs `job` every `milliseconds`, counted from the end of one run to the start of the next. A failed run is logged
   * and the next one comes all the same. Answers how to stop it (waits for a run under way).
   */
  every(milliseconds: number, name: string, job: () => Promise<void>): () => Promise<void> {
    let stopped = false;
    let timer: NodeJS.Timeout | undefined;
    let running: Promise<void> = Promise.resolve();
    const plan = () => {
      if (stopped) return;
      timer = setTimeout(() => {
        running = job()
          .catch((error: unknown) => this.log.error({ err: error, job: name }, 'job failed'))
          .then(plan);
      }, milliseconds);
      timer.unref();
    };
    const stop = async () => {
      stopped = true;
      clearTimeout(timer);
      this.stops.delete(stop);
      await running;
    };
    this.stops.add(stop);
    plan();
    return stop;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.stops].map((stop) => stop()));
  }
}
