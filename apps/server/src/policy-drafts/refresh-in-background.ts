import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { RefreshEverybody } from '../policies/index';
import { Log } from '../platform/index';

/** Decides anew about everybody behind a publication: whoever publishes does not wait for 10,000 people. */
@Injectable()
export class RefreshInBackground implements OnApplicationShutdown {
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly everybody: RefreshEverybody,
    private readonly log: Log,
  ) {}

  /** One run after another. What a run did not get to is made up for at the next start. */
  begin(): void {
    this.running = this.running
      .then(() => this.everybody.run())
      .catch((error: unknown) => this.log.error({ err: error }, 'could not decide anew about people'));
  }

  /** Resolves when nothing is under way. */
  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }
}
