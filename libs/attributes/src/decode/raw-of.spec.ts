import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAttributePolicy } from '../filter/read-attribute-policy';
import { readAttributeMap } from '../registry/read-attribute-map';
import { releaseAttributes } from '../release-attributes';
import { toDecisionAttributes } from '../to-decision-attributes';
import { encodeAttributes } from './encode-attributes';
import { nameIdAttribute } from './name-id-attribute';
import { rawOf } from './raw-of';

const read = (file: string) => readFileSync(new URL(`../../../../saml/${file}`, import.meta.url), 'utf8');
const mapReading = readAttributeMap(read('attribute-map.xml'));
const policyReading = readAttributePolicy(read('attribute-policy.xml'));
if (!mapReading.ok || !policyReading.ok) throw new Error('the shipped files have faults');
const { map } = mapReading;
const context = {
  map,
  policy: policyReading.policy,
  idp: { entityId: 'https://idp.uni.example', scopes: ['uni.example'] },
  requester: 'https://sp.example',
};

const released = fc.array(
  fc.record({
    name: fc.constantFrom(...map.entries.map(({ name }) => name), 'urn:unknown'),
    values: fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom('student', 'student@uni.example', 'a1@uni.example', 'uni.example'),
        fc.record({ value: fc.string() }),
      ),
    ),
  }),
);

describe('what is kept of a release', () => {
  it('should come to the same when it is read again by the same rules', () => {
    fc.assert(
      fc.property(released, (raw) => {
        const first = releaseAttributes(raw, context);
        const again = releaseAttributes(rawOf(first.account), context);
        expect(toDecisionAttributes(again)).toEqual(toDecisionAttributes(first));
        expect(again.dropped.toSorted(byText)).toEqual(first.dropped.toSorted(byText));
      }),
    );
  });

  it('should account for every value that came', () => {
    fc.assert(
      fc.property(released, (raw) => {
        const { account } = releaseAttributes(raw, context);
        const count = raw.reduce((sum, { values }) => sum + values.length, 0);
        const unmapped = account.unmapped.reduce((sum, one) => sum + one.count, 0);
        expect(account.values.length + unmapped).toBe(count);
      }),
    );
  });

  it('should come to the same from decoded values alone', () => {
    fc.assert(
      fc.property(released, (raw) => {
        const attributes = toDecisionAttributes(releaseAttributes(raw, context));
        const again = releaseAttributes(encodeAttributes(attributes, map), context);
        expect(toDecisionAttributes(again)).toEqual(attributes);
      }),
    );
  });

  it('should read the NameID of the subject when a line of the map is about its format', () => {
    const format = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
    const raw = nameIdAttribute({ value: 'n1', format }, map);
    expect(releaseAttributes(raw, context).values('persistent-id')).toEqual([
      'https://idp.uni.example!https://sp.example!n1',
    ]);
    expect(nameIdAttribute({ value: 'n1', format: 'urn:transient' }, map)).toEqual([]);
    const foreign = nameIdAttribute({ value: 'n1', format, nameQualifier: 'https://other.example' }, map);
    expect(releaseAttributes(foreign, context).dropped.map(({ why }) => why)).toEqual(['not-permitted']);
  });
});

function byText(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
