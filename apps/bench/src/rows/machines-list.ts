import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Engine, type FacultyServer, withFaculty } from '../machines/faculty-server';
import type { Row } from '../row';

const SIZE = { people: 10_000, machines: 5_000, ofFirstClass: 400, roomOfHost: 600 };
const READS = 300;
const WARM_UP = 20;

/** Milliseconds at the 99th percentile of so many reads, one after the other. */
async function p99(url: string, headers: Record<string, string>): Promise<{ ms: number; body: string }> {
  const times: number[] = [];
  let body = '';
  for (let read = 0; read < WARM_UP + READS; read++) {
    const from = performance.now();
    const answer = await fetch(url, { headers });
    body = await answer.text();
    if (answer.status !== 200) throw new Error(`a read was answered ${answer.status}: ${body}`);
    if (read >= WARM_UP) times.push(performance.now() - from);
  }
  return { ms: times.toSorted((a, b) => a - b)[Math.floor(READS * 0.99)] ?? Number.NaN, body };
}

/** The same answer, as JSON made anew at each read by a server that does nothing else. */
async function bare(body: string): Promise<number> {
  const value = JSON.parse(body) as unknown;
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(value));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return (await p99(`http://127.0.0.1:${port}/`, {})).ms;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function measure(engine: Engine): Promise<{ value: number; yardstick: number }> {
  const work = async ({ origin, cookie }: FacultyServer) => {
    const { ms, body } = await p99(`${origin}/api/classes/c0`, { cookie });
    const { members } = JSON.parse(body) as { members: { machine?: unknown }[] };
    const machines = members.filter(({ machine }) => machine).length;
    if (machines !== SIZE.ofFirstClass) throw new Error(`${machines} machines were told`);
    return { value: ms, yardstick: await bare(body) };
  };
  return withFaculty(SIZE, work, engine);
}

function row(id: string, engine: Engine, name: string): Row {
  return {
    id,
    what: `400 machines of a class as their instructor reads them, of 5,000 machines and 10,000 people, 99th percentile, on ${name}`,
    unit: 'ms',
    yardstick: 'the same JSON by a server that does nothing else',
    aim: null,
    most: 50,
    runs: 1,
    measure: () => measure(engine),
  };
}

/** How long an instructor waits for a large class. */
export const machinesList = row('machines.list_p99_ms', 'sqlite', 'SQLite');
/** The same where the database is a server of its own. */
export const machinesListMariadb = row('machines.list_p99_ms_mariadb', 'mariadb', 'MariaDB');
