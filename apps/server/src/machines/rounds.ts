import { AsyncLocalStorage } from 'node:async_hooks';

interface Asked<Q, A> {
  question: Q;
  resolve: (answer: A) => void;
  reject: (error: unknown) => void;
}

/**
 * Does at once for many what each of them asks for alone: the first one is served at once, and what is asked while a
 * round is under way goes into the next one. So nobody waits for others when there are none, nobody is told what was
 * read before they asked, and of two hundred who ask together nearly all share a few rounds.
 */
export class Rounds<Q, A> {
  private readonly waiting: Asked<Q, A>[] = [];
  private isUnderWay = false;
  /** A round is nobody's request: what happens in it must not be told as the doing of whoever asked first. */
  private readonly outside = AsyncLocalStorage.snapshot();

  /**
   * @param work - answers each question, in their order
   * @param most - how many questions one round takes
   */
  constructor(
    private readonly work: (questions: readonly Q[]) => Promise<readonly A[]>,
    private readonly most: number,
  ) {}

  /** Answers when the round is over that takes this question; throws what `work` throws of it. */
  ask(question: Q): Promise<A> {
    const answer = new Promise<A>((resolve, reject) => this.waiting.push({ question, resolve, reject }));
    if (!this.isUnderWay) void this.outside(() => this.takeAll());
    return answer;
  }

  private async takeAll(): Promise<void> {
    this.isUnderWay = true;
    while (this.waiting.length > 0) await this.takeRound(this.waiting.splice(0, this.most));
    this.isUnderWay = false;
  }

  private async takeRound(round: readonly Asked<Q, A>[]): Promise<void> {
    try {
      const answers = await this.work(round.map(({ question }) => question));
      if (answers.length !== round.length) {
        throw new Error(`${answers.length} answers to ${round.length} questions`);
      }
      for (const [at, answer] of answers.entries()) round[at]?.resolve(answer);
    } catch (error) {
      const [only] = round;
      // Nobody fails for the sake of another one: where a round fails, each is asked alone.
      if (round.length > 1) for (const one of round) await this.takeRound([one]);
      else only?.reject(error);
    }
  }
}
