import type { Federation, MetadataKey, ProviderDetail, ProviderRow } from '@virlab/contracts';

const DAY_MS = 86_400_000;

/** A key that is a year old and lasts for some days more. */
export function aKey(daysLeft = 500, sha256 = 'ab12'.repeat(16)): MetadataKey {
  return {
    sha256,
    algorithm: 'rsa',
    bits: 3072,
    subject: 'CN=idp.ulagoa.example',
    notBefore: new Date(Date.now() - 365 * DAY_MS).toISOString(),
    notAfter: new Date(Date.now() + daysLeft * DAY_MS + 60_000).toISOString(),
  };
}

/** A provider of a federation that releases everything; a spec changes what it cares about. */
export function aProvider(more: Partial<ProviderRow> = {}): ProviderRow {
  return {
    entityId: 'https://idp.ulagoa.example/idp',
    title: 'University of Lagoa',
    domain: 'ulagoa.example',
    health: 'fine',
    needsYou: false,
    source: { kind: 'federation', id: 'academic', title: 'Academic federation' },
    practice: false,
    enabled: true,
    people: 1004,
    lastSignInAt: '2026-11-21T10:00:00Z',
    needed: { came: ['eduPersonScopedAffiliation', 'eduCourseMember', 'studyYear'], never: [] },
    refusals: [],
    keys: { count: 1, newest: aKey() },
    scopes: ['ulagoa.example'],
    allows: { cbc: false, assertionOnlySignature: false },
    ...more,
  };
}

/** The same with everything its metadata says. */
export function aProviderDetail(more: Partial<ProviderDetail> = {}): ProviderDetail {
  return {
    ...aProvider(),
    names: [{ language: 'en', text: 'University of Lagoa' }],
    descriptions: [],
    unsupportedScopes: [],
    contacts: [{ kind: 'support', name: 'Help desk', emails: ['help@ulagoa.example'] }],
    entityCategories: [],
    assurance: ['https://refeds.org/sirtfi'],
    hidden: false,
    ssoUrl: 'https://idp.ulagoa.example/sso',
    errorUrl: 'https://ulagoa.example/help',
    signingKeys: [aKey()],
    peopleEver: 1290,
    admins: 0,
    ...more,
  };
}

/** A federation that is doing well. */
export function aFederation(more: Partial<Federation> = {}): Federation {
  return {
    id: 'academic',
    title: 'Academic federation',
    kind: 'url',
    location: 'https://metadata.academic.example/aggregate.xml',
    enabled: true,
    health: 'fine',
    refreshing: false,
    lastLookAt: '2026-11-21T10:20:00Z',
    lastGoodAt: '2026-11-21T10:20:00Z',
    nextLookAt: '2026-11-21T11:20:00Z',
    validUntil: '2026-12-01T00:00:00Z',
    maxValidityDays: 28,
    providers: 4812,
    people: 1012,
    keys: [aKey()],
    ...more,
  };
}
