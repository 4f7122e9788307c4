import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAttributePolicy } from './filter/read-attribute-policy';
import type { RawAttribute } from './raw-attribute';
import { readAttributeMap } from './registry/read-attribute-map';
import { releaseAttributes, type ReleaseContext } from './release-attributes';
import { toDecisionAttributes } from './to-decision-attributes';

const shipped = (file: string): string =>
  readFileSync(new URL(`../../../saml/${file}`, import.meta.url), 'utf8');
const map = readAttributeMap(shipped('attribute-map.xml'));
const policy = readAttributePolicy(shipped('attribute-policy.xml'));

function context(overrides: Partial<ReleaseContext> = {}): ReleaseContext {
  if (!map.ok || !policy.ok) throw new Error(JSON.stringify([map, policy]));
  const idp = { entityId: 'https://idp.uni.example', scopes: ['uni.example'] };
  return { map: map.map, policy: policy.policy, idp, ...overrides };
}

const NAMES: Record<string, string> = {
  scopedAffiliation: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
  affiliation: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1',
  homeOrganization: 'urn:oid:1.3.6.1.4.1.25178.1.2.9',
  subjectId: 'urn:oasis:names:tc:SAML:attribute:subject-id',
  courseMember: 'urn:oid:1.3.6.1.4.1.5923.1.6.1.2',
  mail: 'urn:oid:0.9.2342.19200300.100.1.3',
  studyYear: 'https://virlab.example/attributes/studyYear',
};

function raw(released: Record<string, string[]>): RawAttribute[] {
  return Object.entries(released).map(([name, values]) => ({
    name: (Object.hasOwn(NAMES, name) && NAMES[name]) || name,
    nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
    values,
  }));
}

describe('releaseAttributes with the shipped files', () => {
  it('should have shipped files without a fault or a notice', () => {
    expect([map.ok, map.notices]).toEqual([true, []]);
    expect([policy.ok, policy.notices]).toEqual([true, []]);
  });

  it('should keep what a university may say of its own people', () => {
    const released = releaseAttributes(
      raw({
        scopedAffiliation: ['student@uni.example', 'Member@UNI.example'],
        subjectId: ['ab12=x@uni.example'],
        courseMember: ['Learner@urn:mace:uni.example:crs:cs:2026:net'],
        homeOrganization: ['uni.example'],
        studyYear: ['3'],
      }),
      context(),
    );
    expect(toDecisionAttributes(released)).toEqual({
      eduPersonScopedAffiliation: ['student@uni.example', 'Member@uni.example'],
      'subject-id': ['ab12=x@uni.example'],
      eduCourseMember: ['Learner@urn:mace:uni.example:crs:cs:2026:net'],
      schacHomeOrganization: ['uni.example'],
      studyYear: ['3'],
    });
    expect(released.dropped).toEqual([]);
    expect(released.kept[0]).toEqual({
      attr: 'eduPersonScopedAffiliation',
      value: 'student@uni.example',
      name: NAMES.scopedAffiliation,
      nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
      rule: 'scoped-affiliation',
    });
  });

  it('should say of each value that is dropped why, and by which rule', () => {
    const released = releaseAttributes(
      raw({
        scopedAffiliation: ['faculty@other.example', 'king@uni.example', 'student', 'student@x@uni.example'],
        affiliation: ['student', 'wizard'],
        subjectId: ['under_score@uni.example'],
        homeOrganization: ['other.example'],
        mail: [' '],
      }),
      context(),
    );
    expect(toDecisionAttributes(released)).toEqual({ eduPersonAffiliation: ['student'] });
    expect(released.dropped).toEqual([
      {
        attr: 'eduPersonScopedAffiliation',
        value: 'faculty@other.example',
        why: 'scope-not-asserted-by-idp',
      },
      {
        attr: 'eduPersonScopedAffiliation',
        value: 'king@uni.example',
        why: 'not-permitted',
        rule: expect.stringContaining('AttributeRule eduPersonScopedAffiliation') as string,
      },
      { attr: 'eduPersonScopedAffiliation', value: 'student', why: 'value-unscoped' },
      {
        attr: 'eduPersonScopedAffiliation',
        value: 'student@x@uni.example',
        why: 'scope-not-asserted-by-idp',
      },
      {
        attr: 'eduPersonAffiliation',
        value: 'wizard',
        why: 'not-permitted',
        rule: expect.any(String) as string,
      },
      {
        attr: 'subject-id',
        value: 'under_score@uni.example',
        why: 'not-permitted',
        rule: expect.any(String) as string,
      },
      {
        attr: 'schacHomeOrganization',
        value: 'other.example',
        why: 'not-permitted',
        rule: expect.any(String) as string,
      },
      { attr: 'mail', value: ' ', why: 'value-empty' },
    ]);
  });

  it('should drop every scoped value of a provider without scopes', () => {
    const idp = { entityId: 'https://idp.uni.example', scopes: [] };
    const released = releaseAttributes(raw({ scopedAffiliation: ['student@uni.example'] }), context({ idp }));
    expect([released.attributes.size, released.dropped.map(({ why }) => why)]).toEqual([
      0,
      ['scope-not-asserted-by-idp'],
    ]);
  });

  it('should hold scopes against the provider even when the policy file forgets to', () => {
    const permissive = readAttributePolicy(
      '<AttributeFilterPolicyGroup xmlns="urn:mace:shibboleth:2.0:afp" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><AttributeFilterPolicy><PolicyRequirementRule xsi:type="ANY"/><AttributeRule attributeID="*" permitAny="true"/></AttributeFilterPolicy></AttributeFilterPolicyGroup>',
    );
    if (!permissive.ok) throw new Error('the policy has faults');
    const released = releaseAttributes(
      raw({ scopedAffiliation: ['faculty@other.example', 'student@uni.example'] }),
      context({ policy: permissive.policy }),
    );
    expect(released.values('eduPersonScopedAffiliation')).toEqual(['student@uni.example']);
  });

  it('should count what the map does not know, and keep nothing of it', () => {
    const released = releaseAttributes(
      raw({ __proto__x: ['a', 'b'], ['__proto__']: ['c'], constructor: ['d'] }),
      context(),
    );
    expect(released.unmapped.map(({ name, count }) => [name, count])).toEqual([
      ['__proto__x', 2],
      ['__proto__', 1],
      ['constructor', 1],
    ]);
    expect(Object.keys(toDecisionAttributes(released))).toEqual([]);
  });

  it('should keep a value once that arrives under two elements', () => {
    const twice = [...raw({ mail: ['a@uni.example'] }), ...raw({ mail: ['a@uni.example', 'b@uni.example'] })];
    expect(releaseAttributes(twice, context()).values('mail')).toEqual(['a@uni.example', 'b@uni.example']);
  });

  it('should give the policy engine a record without a prototype', () => {
    const record = toDecisionAttributes(releaseAttributes([], context()));
    expect(Object.getPrototypeOf(record)).toBeNull();
  });

  it('should account for every released value exactly once', () => {
    const name = fc.oneof(fc.constantFrom(...Object.keys(NAMES)), fc.string());
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('student@uni.example', 'student', 'uni.example', 'x@y@z'),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.uniqueArray(value.map((text) => text.trim().toLowerCase())))),
        (entries) => {
          const attributes = entries
            .filter(([known], index) => entries.findIndex(([other]) => other === known) === index)
            .flatMap(([known, values]) => raw({ [known]: values }));
          const released = releaseAttributes(attributes, context());
          const total = attributes.reduce((sum, { values }) => sum + values.length, 0);
          const unmapped = released.unmapped.reduce((sum, { count }) => sum + count, 0);
          expect(released.kept.length + released.dropped.length + unmapped).toBe(total);
        },
      ),
    );
  });
});
