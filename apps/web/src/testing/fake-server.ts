import { vi } from 'vitest';

export interface Answer {
  status?: number;
  body: unknown;
}

/** A problem document of a code. */
export function problem(status: number, code: string, more: Record<string, unknown> = {}): Answer {
  return {
    status,
    body: { type: `urn:virlab:error:${code}`, title: code, status, code, requestId: '7f3k20qa', ...more },
  };
}

export interface FakeServer {
  /** `METHOD /path` of every request, in order. */
  asked: string[];
  /** Answers by `METHOD /path`; changed while a spec runs. */
  answers: Record<string, Answer | ((body: unknown) => Answer)>;
}

/** Answers the page's own `fetch` from a table, and makes an event stream that never says anything. */
export function fakeServer(answers: FakeServer['answers']): FakeServer {
  const server: FakeServer = { asked: [], answers };
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const name = `${init.method ?? 'GET'} ${input}`;
    server.asked.push(name);
    const found = server.answers[name] ?? problem(404, 'not-found');
    const answer = typeof found === 'function' ? found(JSON.parse(String(init.body ?? 'null'))) : found;
    return new Response(JSON.stringify(answer.body), { status: answer.status ?? 200 });
  });
  vi.stubGlobal(
    'EventSource',
    class {
      readyState = 1;
      onopen = null;
      onerror = null;
      addEventListener() {}
      close() {}
    },
  );
  return server;
}
