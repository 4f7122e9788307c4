import { beforeAll, describe, expect, it } from 'vitest';
import { hostileBodies } from '../testing/hostile/hostile-bodies';
import type { HostileCase } from '../testing/hostile/hostile-case';
import { hostileClaims } from '../testing/hostile/hostile-claims';
import { hostileEncryption, hostileEncryptionForms } from '../testing/hostile/hostile-encryption';
import { hostileShapes } from '../testing/hostile/hostile-shapes';
import { hostileSignatureForms } from '../testing/hostile/hostile-signature-forms';
import { hostileSignatures } from '../testing/hostile/hostile-signatures';
import { hostileWrapping } from '../testing/hostile/hostile-wrapping';
import { post, refusalOf } from '../testing/post-response';
import { type TestParties, testParties } from '../testing/test-parties';
import { readResponseEnvelope } from './read-response-envelope';
import { acceptanceSteps, samlRefusalCodes } from './saml-refusal';

/** What lets a stranger stop the server costs minutes of computing, or gigabytes, for one response. */
const MOST_MS = 5_000;
const MOST_KIB = 256 * 1024;

const corpus: Record<string, readonly HostileCase[]> = {
  'what is posted': hostileBodies,
  'the shape of the document': hostileShapes,
  'the signature': hostileSignatures,
  'the form of the signature': hostileSignatureForms,
  'where the signed part is': hostileWrapping,
  'the encryption': hostileEncryption,
  'the form of the encryption': hostileEncryptionForms,
  'what is claimed': hostileClaims,
};

/** Codes that stand for defects of ours or of a library below us; no message is known that reaches them. */
const unreachable = ['verified-content-empty', 'parsers-disagree'];

describe('hostile responses', () => {
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
  });

  for (const [family, cases] of Object.entries(corpus)) {
    describe(family, () => {
      it.each(cases.map((hostile) => [hostile.name, hostile] as const))(
        'should refuse %s',
        async (_name, hostile) => {
          const { xml, body, overrides } = await hostile.make(parties);
          const before = process.cpuUsage();
          const peak = process.resourceUsage().maxRSS;
          const refusal = await refusalOf(() =>
            body ? readResponseEnvelope(body) : post(parties, xml ?? '', overrides),
          );
          expect({ code: refusal.code, detail: refusal.detail }).toEqual({
            code: hostile.code,
            detail: refusal.detail,
          });
          expect(acceptanceSteps).toContain(refusal.step);
          expect(process.cpuUsage(before).user / 1000).toBeLessThan(MOST_MS);
          expect(process.resourceUsage().maxRSS - peak).toBeLessThan(MOST_KIB);
        },
      );
    });
  }

  it('should have a message for every code', () => {
    const covered = new Set(Object.values(corpus).flatMap((cases) => cases.map(({ code }) => code)));
    expect(samlRefusalCodes.filter((code) => !covered.has(code) && !unreachable.includes(code))).toEqual([]);
  });

  it('should name every case once', () => {
    const names = Object.values(corpus).flatMap((cases, family) =>
      cases.map(({ name }) => `${family} ${name}`),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
