import { describe, expect, it } from 'vitest';
import { currentRequest, withRequestContext } from '../platform/index';
import { Rounds } from './rounds';

/** Rounds that answer when they are told to. */
function held(most = 10) {
  const asked: (readonly number[])[] = [];
  const doors: (() => void)[] = [];
  const rounds = new Rounds(async (questions: readonly number[]) => {
    asked.push(questions);
    await new Promise<void>((open) => doors.push(open));
    if (questions.includes(13)) throw new Error(`13 of ${questions.length}`);
    return questions.map((question) => question * 10);
  }, most);
  const settle = async <T>(answers: Promise<T>): Promise<T> => {
    let isOver = false;
    const over = () => (isOver = true);
    answers.then(over, over);
    while (!isOver) {
      doors.shift()?.();
      await Promise.resolve();
    }
    return answers;
  };
  return { rounds, asked, settle };
}

describe('rounds', () => {
  it('should serve the first at once, and whoever asks meanwhile together', async () => {
    const { rounds, asked, settle } = held();
    const answers = [1, 2, 3].map((question) => rounds.ask(question));
    expect(asked).toEqual([[1]]);
    expect(await settle(Promise.all(answers))).toEqual([10, 20, 30]);
    expect(asked).toEqual([[1], [2, 3]]);
    expect(await settle(rounds.ask(4))).toBe(40);
  });

  it('should take no more than so many into one round, in the order in which they asked', async () => {
    const { rounds, asked, settle } = held(2);
    await settle(Promise.all([1, 2, 3, 4].map((question) => rounds.ask(question))));
    expect(asked).toEqual([[1], [2, 3], [4]]);
  });

  it('should let nobody fail for another one', async () => {
    const { rounds, asked, settle } = held();
    const answers = Promise.allSettled([1, 2, 13, 3].map((question) => rounds.ask(question)));
    expect((await settle(answers)).map((answer) => ('value' in answer ? answer.value : 'failed'))).toEqual([
      10,
      20,
      'failed',
      30,
    ]);
    expect(asked).toEqual([[1], [2, 13, 3], [2], [13], [3]]);
  });

  it('should do the work of many as nobody’s request', async () => {
    const seen: (string | undefined)[] = [];
    const rounds = new Rounds(async (questions: readonly string[]) => {
      seen.push(currentRequest()?.requestId);
      return questions;
    }, 10);
    await withRequestContext({ requestId: 'r1' }, () => rounds.ask('a'));
    expect(seen).toEqual([undefined]);
  });
});
