import { request } from 'node:http';
import { isErrorCode, type Machine, type MachineList } from '@virlab/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeApi } from '../api-document';
import { scratchEngines } from '../database/testing/scratch-database';
import { adminsRule, furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from './create-test-app';
import { type AnyRequest, anyRequest, type Route, routesOf } from './fuzz/any-request';
import type { TestPerson } from './sign-in-directly';

/** Enough that each route is met by several requests of each person. */
const RUNS = 500;
const DEADLINE_MS = 600_000;

const PEOPLE: Record<string, TestPerson | null> = {
  'nobody who is signed in': null,
  'a student': {
    identifier: 'student@lagoa.example',
    entitlements: [
      { kind: 'pool', ref: 'linux' },
      { kind: 'class', ref: 'cs101' },
    ],
  },
  'one who may do everything': {
    identifier: 'admin@lagoa.example',
    entitlements: [
      { kind: 'role', ref: 'identity-admin' },
      { kind: 'role', ref: 'operator' },
      { kind: 'pool', ref: 'linux' },
      { kind: 'class', ref: 'cs101', asRole: 'teacher' },
    ],
  },
};

interface Answer {
  status: number;
  type: string;
  text: string;
}

describe.each(scratchEngines)('whatever is asked of the server on %s', { timeout: DEADLINE_MS }, (engine) => {
  let test: TestApp;
  let routes: Route[];
  let known: string[];

  beforeAll(async () => {
    test = await createTestApp({ engine });
    await furnish(test);
    await publish(test, policyOf(studentsRule + adminsRule));
    routes = routesOf(describeApi(test.app));
    const { user, cookie, session } = await test.signIn(PEOPLE['a student'] ?? {});
    const { machines } = (await (await test.request('/api/machines', { cookie })).json()) as MachineList;
    const [machine] = machines as [Machine];
    // Most often the machine, on which most can be done.
    known = [
      ...Array<string>(6).fill(machine.id),
      user.id,
      session.id,
      'cs101',
      'linux',
      'lab1',
      'pool:linux',
      'class:cs101',
      'machine.action',
    ];
  }, DEADLINE_MS);
  afterAll(() => test?.close());

  it.each(Object.entries(PEOPLE))('should have a code for every request of %s', async (_, person) => {
    let cookie: string | undefined;
    await fc.assert(
      fc.asyncProperty(anyRequest(routes, known), async (asked) => {
        // An earlier request may have ended the session.
        if (person && !(cookie && (await isSignedIn(cookie)))) ({ cookie } = await test.signIn(person));
        const answer = await send(asked, cookie);
        expect(answer.status, answer.text).toBeLessThan(500);
        if (answer.status < 400 || asked.method === 'HEAD') return;
        expect(answer.type).toMatch(/^application\/problem\+json/);
        const { code, status } = JSON.parse(answer.text) as { code: string; status: number };
        expect([isErrorCode(code), status]).toEqual([true, answer.status]);
      }),
      { numRuns: RUNS },
    );
  });

  async function isSignedIn(cookie: string): Promise<boolean> {
    return (await test.request('/api/session', { cookie })).ok;
  }

  /** Past `fetch`, which mends paths before it sends them. Of an endless answer only the head is read. */
  function send({ method, path, headers, body }: AnyRequest, cookie: string | undefined): Promise<Answer> {
    const { host, port } = test.settings.listen;
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{ host, port, method, path },
          headers: {
            origin: test.origin,
            ...headers,
            ...(cookie ? { cookie } : {}),
            ...(body ? { 'content-length': body.length } : {}),
          },
        },
        (response) => {
          const answer = { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '' };
          if (answer.type.startsWith('text/event-stream')) {
            resolve({ ...answer, text: '' });
            return void response.destroy();
          }
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => resolve({ ...answer, text: Buffer.concat(chunks).toString() }));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
});
