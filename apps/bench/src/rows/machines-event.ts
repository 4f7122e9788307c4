import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FacultyServer, withFaculty } from '../machines/faculty-server';
import type { Row } from '../row';

const SIZE = { people: 10_000, machines: 5_000, ofFirstClass: 400, roomOfHost: 600 };
/** How long a simulated host takes to carry an order out: no part of what is measured. */
const HOST_MS = 60;
const ROUNDS = 30;

/** What a stream of events tells, one message after another. */
async function* messagesOf(answer: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of answer.body ?? []) {
    const parts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const data = part.split('\n').find((line) => line.startsWith('data: '));
      if (data) yield data.slice('data: '.length);
    }
  }
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** From an order to the message of its effect, less the time that the host takes: an upper bound for the event's way. */
async function throughTheServer({ origin, cookie, machineIds }: FacultyServer): Promise<number> {
  const [id = ''] = machineIds;
  const end = new AbortController();
  const stream = await fetch(`${origin}/api/events`, { headers: { cookie }, signal: end.signal });
  const messages = messagesOf(stream);
  const heard = async (state: string) => {
    for (;;) {
      const { value, done } = await messages.next();
      if (done) throw new Error('the stream ended');
      const event = JSON.parse(value) as { type: string; machine?: { id: string; state: string } };
      if (event.machine?.id === id && event.machine.state === state) return;
    }
  };
  const order = async (action: string) => {
    const answer = await fetch(`${origin}/api/machines/${id}/actions`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ action }),
    });
    if (answer.status !== 202) throw new Error(`${action} was answered ${answer.status}`);
  };
  await order('start');
  await heard('running');
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [action, state] = round % 2 === 0 ? ['pause', 'paused'] : ['resume', 'running'];
    const from = performance.now();
    const ordered = order(action ?? '');
    await heard(state ?? '');
    times.push(performance.now() - from - HOST_MS);
    await ordered;
  }
  end.abort();
  return middle(times);
}

/** From a request to the message that it causes, by a server that does nothing else. */
async function bare(): Promise<number> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      listeners.add(response);
      return;
    }
    for (const listener of listeners) listener.write('data: {}\n\n');
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const end = new AbortController();
  const messages = messagesOf(await fetch(url, { signal: end.signal }));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    const asked = fetch(url, { method: 'POST' });
    await messages.next();
    times.push(performance.now() - from);
    await asked;
  }
  end.abort();
  server.closeAllConnections();
  server.close();
  return middle(times);
}

/** How soon an instructor sees what a hypervisor did. */
export const machinesEvent: Row = {
  id: 'machines.event_ms',
  what: 'from an order to its effect in the instructor’s browser, less the host’s own 60 ms; 5,000 machines, simulated hosts',
  unit: 'ms',
  yardstick: 'from a request to the message it causes, by a server that does nothing else',
  aim: null,
  most: 50,
  runs: 1,
  measure: () =>
    withFaculty(SIZE, async (server) => ({
      value: await throughTheServer(server),
      yardstick: await bare(),
    })),
};
