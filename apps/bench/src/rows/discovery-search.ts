import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProviderIndex, type SearchableProvider } from '@virlab/discovery';
import { inventQuestions, inventUniversities, runAll } from '@virlab/discovery/testing';
import type { Row } from '../row';

const UNIVERSITIES = 10_000;
const QUESTIONS = 1_000;
const MOST = 8;

type Search = (typed: string) => unknown[];

/** What anybody would write first: every name, folded, asked whether it has the letters. */
function plainFilter(providers: readonly SearchableProvider[]): Search {
  const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const folded = providers.map((provider) => ({
    provider,
    text: fold([...provider.names.map(({ text }) => text), ...provider.scopes].join('\n')),
  }));
  return (typed) => folded.filter(({ text }) => text.includes(fold(typed))).slice(0, MOST);
}

async function serve(search: Search): Promise<Server> {
  const server = createServer((request, answer) => {
    const typed = new URL(request.url ?? '/', 'http://own.invalid').searchParams.get('q') ?? '';
    answer.setHeader('Content-Type', 'application/json').end(JSON.stringify(search(typed)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Asks one question after the other; milliseconds that 99 of 100 answers took at most. */
async function p99(server: Server, questions: readonly string[]): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const times: number[] = [];
  for (const typed of questions) {
    const from = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/?${new URLSearchParams({ q: typed })}`);
    await answer.arrayBuffer();
    times.push(performance.now() - from);
  }
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

/** Somebody who types the name of their university, a letter at a time, wrongly, or as a domain. */
export const discoverySearch: Row = {
  id: 'discovery.search_p99_ms',
  what: `search ${UNIVERSITIES} universities over HTTP, ${QUESTIONS} questions of every kind, 99th percentile`,
  unit: 'ms',
  yardstick: 'a plain filter by includes, which knows no order and no misspelling',
  aim: null,
  most: 20,
  async measure() {
    const providers = inventUniversities(UNIVERSITIES);
    const questions = inventQuestions(providers, QUESTIONS);
    const index = runAll(ProviderIndex.build(providers));
    const ours = await serve((typed) => [...index.search(typed, { limit: MOST }).hits]);
    const plain = await serve(plainFilter(providers));
    try {
      return { value: await p99(ours, questions), yardstick: await p99(plain, questions) };
    } finally {
      for (const server of [ours, plain]) {
        server.closeAllConnections();
        server.close();
      }
    }
  },
};
