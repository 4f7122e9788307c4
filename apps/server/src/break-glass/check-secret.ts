import { Injectable } from '@nestjs/common';
import { VirlabError } from '../platform/index';
import { fitsSecret, hashSecret, newSealedSecret } from './sealed-secret';

/** Tries that may wait for one another; each takes some 0.1 s of one thread and 32 MiB. */
const MOST_WAITING = 16;

/** Looks at secrets one after another, so that a flood of tries costs one thread and not the server. */
@Injectable()
export class CheckSecret {
  private waiting = 0;
  private tail: Promise<unknown> = Promise.resolve();
  private readonly nobodys = hashSecret(newSealedSecret());

  /**
   * Whether the secret is the kept one. Without one it is compared with nobody's, which takes as long, so that the time
   * does not tell whether there is such an account.
   *
   * @throws VirlabError `too-busy`
   */
  async run(typed: string, kept: string | undefined): Promise<boolean> {
    if (this.waiting >= MOST_WAITING) throw new VirlabError('too-busy');
    this.waiting += 1;
    const turn = this.tail.then(async () => {
      const fits = await fitsSecret(typed, kept ?? (await this.nobodys));
      return fits && kept !== undefined;
    });
    this.tail = turn.catch(() => undefined);
    return turn.finally(() => (this.waiting -= 1));
  }
}
