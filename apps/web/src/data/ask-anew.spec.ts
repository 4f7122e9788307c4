import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { askAnew, askAnewWhatComes } from './ask-anew';

/** A query that is looked at, whose answers a spec gives. */
function furnish() {
  const client = new QueryClient();
  const queryKey = ['list'];
  const asked: ((answer: string) => void)[] = [];
  const queryFn = () => new Promise<string>((resolve) => asked.push(resolve));
  const observer = new QueryObserver(client, { queryKey, queryFn, retry: false });
  const told = new Promise<void>((resolve) =>
    observer.subscribe(({ data }) => {
      if (data === 'after') resolve();
    }),
  );
  const answer = async (nth: number, text: string) => {
    asked[nth]?.(text);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { client, queryKey, asked, answer, told, text: () => client.getQueryData(queryKey) };
}

describe('what changed', () => {
  it.each([
    ['asked anew', askAnew],
    ['left to what comes', askAnewWhatComes],
  ])('should be asked once more after a first answer that may tell of before, when %s', async (_, ask) => {
    const { client, queryKey, asked, answer, told } = furnish();
    ask(client, { queryKey });
    ask(client, { queryKey });
    expect(asked).toHaveLength(1);
    await answer(0, 'before');
    expect(asked).toHaveLength(2);
    await answer(1, 'after');
    await told;
    expect(asked).toHaveLength(2);
  });

  it('should be asked at once when there is an answer already', async () => {
    const { client, queryKey, asked, answer, text } = furnish();
    await answer(0, 'before');
    askAnew(client, { queryKey });
    expect(asked).toHaveLength(2);
    await answer(1, 'after');
    expect(text()).toBe('after');
  });

  it('should be left alone by what was put right in its place', async () => {
    const { client, queryKey, asked, answer } = furnish();
    await answer(0, 'before');
    askAnewWhatComes(client, { queryKey });
    expect(asked).toHaveLength(1);
  });
});
