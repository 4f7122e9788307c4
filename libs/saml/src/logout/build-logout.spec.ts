import { beforeAll, describe, expect, it } from 'vitest';
import { NOW, SP_ENTITY_ID } from '../testing/response-shape';
import { idpMetadata, type TestParties, testParties } from '../testing/test-parties';
import { acceptLogoutRequest } from './accept-logout-request';
import { acceptLogoutResponse } from './accept-logout-response';
import { buildLogoutRequest } from './build-logout-request';
import { buildLogoutResponse, type LogoutOutcome } from './build-logout-response';
import { nameKey } from './name-key';
import { readLogoutEnvelope } from './read-logout-envelope';

const SLO = 'https://idp.uni.example/slo';
const ID = '_00112233445566778899aabbccddeeff';
const offering = (more = {}) => idpMetadata({ singleLogoutUrl: SLO, ...more });

describe('our own logout messages', () => {
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
  });
  /** Reads as the provider would: with our key, at its address. */
  const circumstances = (url: string, sloUrl = SLO) => ({
    envelope: readLogoutEnvelope(url.slice(url.indexOf('?') + 1)),
    idp: idpMetadata({ entityId: SP_ENTITY_ID, signingCertificates: [parties.sp.signing.certificatePem] }),
    sloUrl,
    now: NOW,
  });

  it('should ask by the exact name and session', () => {
    const nameId = { value: 'a&b <c>', format: 'f', nameQualifier: 'n', spNameQualifier: 's' };
    const url = buildLogoutRequest({
      sp: parties.sp,
      idp: offering({ singleLogoutUrl: `${SLO}?realm=x` }),
      requestId: ID,
      nameId,
      sessionIndex: '_i',
      now: NOW,
    });
    expect(url).toMatch(/^https:\/\/idp\.uni\.example\/slo\?realm=x&SAMLRequest=/);
    const query = (url ?? '').replace('?realm=x&', '?');
    expect(acceptLogoutRequest(circumstances(query, `${SLO}?realm=x`))).toMatchObject({
      id: ID,
      issuer: SP_ENTITY_ID,
      nameId,
      sessionIndexes: ['_i'],
    });
  });

  it('should ask nothing where nobody takes it', () => {
    const nothing = { sp: parties.sp, idp: idpMetadata(), now: NOW };
    expect(buildLogoutRequest({ ...nothing, requestId: ID, nameId: { value: 'x' } })).toBeUndefined();
    const response = { responseId: ID, inResponseTo: '_1', outcome: 'success' as const };
    expect(buildLogoutResponse({ ...nothing, ...response })).toBeUndefined();
  });

  it.each<[LogoutOutcome, 'success' | 'partial' | 'failed']>([
    ['success', 'success'],
    ['partial', 'partial'],
    ['unknown-principal', 'failed'],
  ])('should answer %s where the provider wants answers', (outcome, read) => {
    const place = 'https://idp.uni.example/slo/answers';
    const url = buildLogoutResponse({
      sp: parties.sp,
      idp: offering({ singleLogoutResponseUrl: place }),
      responseId: ID,
      inResponseTo: '_asked',
      outcome,
      relayState: 'r s',
      now: NOW,
    });
    const given = circumstances(url ?? '', place);
    expect(given.envelope.relayState).toBe('r s');
    expect(acceptLogoutResponse({ ...given, requestId: '_asked' })).toMatchObject({ outcome: read });
  });

  it('should not echo a relay state that is longer than the standard allows', () => {
    const answer = (relayState: string) =>
      buildLogoutResponse({
        sp: parties.sp,
        idp: offering(),
        responseId: ID,
        inResponseTo: '_1',
        outcome: 'success',
        relayState,
        now: NOW,
      });
    expect(answer('x'.repeat(80))).toContain('RelayState=');
    expect(answer('é'.repeat(41))).not.toContain('RelayState=');
  });
});

describe('nameKey', () => {
  const parties = { idpEntityId: 'https://idp', spEntityId: 'https://sp' };
  const key = (name: Parameters<typeof nameKey>[0]) => nameKey(name, parties);

  it('should take left-out parts for what they mean', () => {
    expect(
      key({
        value: 'x',
        format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
        nameQualifier: 'https://idp',
        spNameQualifier: 'https://sp',
      }),
    ).toBe(key({ value: 'x' }));
  });

  it.each([
    { value: 'X' },
    { value: 'x ' },
    { format: 'f' },
    { nameQualifier: 'n' },
    { spNameQualifier: 's' },
  ])('should keep %j apart', (other) => {
    expect(key({ value: 'x', ...other })).not.toBe(key({ value: 'x' }));
  });
});
