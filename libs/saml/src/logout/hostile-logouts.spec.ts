import { beforeAll, describe, expect, it } from 'vitest';
import { hostileLogouts } from '../testing/hostile/hostile-logouts';
import { LOGOUT_ID, SLO_URL } from '../testing/logout-message';
import { NOW } from '../testing/response-shape';
import { type TestParties, testParties } from '../testing/test-parties';
import { acceptLogoutRequest } from './accept-logout-request';
import { acceptLogoutResponse } from './accept-logout-response';
import type { LogoutCircumstances } from './check-logout-message';
import { LogoutRefusal, logoutRefusalCodes } from './logout-refusal';
import { readLogoutEnvelope } from './read-logout-envelope';

/** What lets a stranger stop the server costs minutes of computing, or gigabytes, for one message. */
const MOST_MS = 5_000;
const MOST_BYTES = 256 * 1024 * 1024;

describe('hostile logout messages', () => {
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
  });

  const take = (query: string, circumstances: Partial<LogoutCircumstances>) => {
    const envelope = readLogoutEnvelope(query);
    const given = { envelope, idp: parties.idp, sloUrl: SLO_URL, now: NOW, ...circumstances };
    return envelope.kind === 'request'
      ? acceptLogoutRequest(given)
      : acceptLogoutResponse({ ...given, requestId: LOGOUT_ID });
  };

  for (const [family, cases] of Object.entries(hostileLogouts)) {
    describe(family, () => {
      it.each(cases.map((hostile) => [hostile.name, hostile] as const))(
        'should refuse %s',
        (_name, { code, make, circumstances }) => {
          const query = make(parties);
          const before = { computing: process.cpuUsage(), memory: process.memoryUsage.rss() };
          let thrown: unknown;
          try {
            take(query, circumstances?.(parties) ?? {});
          } catch (error) {
            thrown = error;
          }
          expect(process.cpuUsage(before.computing).user / 1000).toBeLessThan(MOST_MS);
          expect(process.memoryUsage.rss() - before.memory).toBeLessThan(MOST_BYTES);
          expect(thrown).toBeInstanceOf(LogoutRefusal);
          const refusal = thrown as LogoutRefusal;
          expect({ code: refusal.code, detail: refusal.detail }).toEqual({ code, detail: refusal.detail });
        },
      );
    });
  }

  it('should have a message for every code', () => {
    const covered = new Set(Object.values(hostileLogouts).flatMap((cases) => cases.map(({ code }) => code)));
    expect(logoutRefusalCodes.filter((code) => !covered.has(code))).toEqual([]);
  });

  it('should name every case once', () => {
    const names = Object.values(hostileLogouts).flatMap((cases) => cases.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });
});
