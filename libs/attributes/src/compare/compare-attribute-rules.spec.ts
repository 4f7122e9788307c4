import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAttributePolicy } from '../filter/read-attribute-policy';
import { readAttributeMap } from '../registry/read-attribute-map';
import { compareAttributeRules, type CurrentRules } from './compare-attribute-rules';
import type { RulesReport } from './rules-report';

const text = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
const mapXml = text('saml/attribute-map.xml');
const policyXml = text('saml/attribute-policy.xml');

function shipped(): CurrentRules {
  const [map, policy] = [readAttributeMap(mapXml), readAttributePolicy(policyXml)];
  if (!map.ok || !policy.ok) throw new Error('the shipped files have faults');
  return { map: map.map, policy: policy.policy };
}

const used = [
  { id: 'studyYear', usedBy: { rules: ['Year 2 or later'] } },
  { id: 'subject-id', usedBy: { identifier: 'subject-id' } },
  { id: 'unknownToday', usedBy: { rules: ['x'] } },
];

function compare(changed: { map?: (xml: string) => string; policy?: (xml: string) => string }): RulesReport {
  return compareAttributeRules(
    shipped(),
    {
      map: readAttributeMap(changed.map?.(mapXml) ?? mapXml),
      policy: readAttributePolicy(changed.policy?.(policyXml) ?? policyXml),
    },
    used,
  );
}

const drop = (pattern: RegExp) => (xml: string) => {
  expect(xml).toMatch(pattern);
  return xml.replace(pattern, '');
};

describe('compareAttributeRules', () => {
  it('should find no difference between the same files', () => {
    expect(compare({})).toEqual({
      usable: true,
      faults: [],
      skipped: [],
      attributes: [],
      filters: [],
      gone: [],
      ruledButUnknown: [],
    });
  });

  it('should find no difference that only labels, blanks and comments make', () => {
    const report = compare({
      policy: (xml) => xml.replaceAll('affiliation-vocabulary', 'words').replace(/<!--.*?-->/gs, ''),
    });
    expect([report.filters, report.attributes]).toEqual([[], []]);
  });

  it('should say what is added, removed and read in another way', () => {
    const report = compare({
      map: (xml) =>
        xml
          .replace(
            /<Attribute name="https:\/\/virlab\.example[^>]*>/,
            '<Attribute name="urn:new" id="newOne"/>',
          )
          .replace(
            'id="eduPersonOrcid"/>',
            'id="eduPersonOrcid"><AttributeDecoder xsi:type="Base64AttributeDecoder"/></Attribute>',
          )
          .replace('name="urn:oid:2.5.4.3" id="cn"', 'name="urn:oid:9.9" id="cn" isRequested="true"')
          .replace(
            /(id="uid">\s*<AttributeDecoder xsi:type="StringAttributeDecoder") caseSensitive="false"/,
            '$1',
          ),
    });
    expect(report.attributes.map(({ id, change }) => [id, change])).toEqual([
      ['cn', 'changed'],
      ['eduPersonOrcid', 'changed'],
      ['newOne', 'added'],
      ['studyYear', 'removed'],
      ['uid', 'changed'],
    ]);
    const [cn, orcid, , , uid] = report.attributes;
    expect(cn).toMatchObject({
      namesAdded: [{ name: 'urn:oid:9.9' }],
      namesRemoved: [{ name: 'urn:oid:2.5.4.3' }],
      requested: { from: false, to: true },
    });
    expect(orcid?.decoder).toEqual({ from: 'string', to: 'base64' });
    expect(uid?.caseSensitive).toEqual({ from: false, to: true });
    expect(report.gone).toEqual([{ id: 'studyYear', usedBy: { rules: ['Year 2 or later'] } }]);
  });

  it('should say which values are believed no more, and which newly are', () => {
    const report = compare({
      policy: (xml) =>
        xml
          .replace('<Rule xsi:type="Value" value="alum"/>', '<Rule xsi:type="Value" value="emeritus"/>')
          .replace(
            '<AttributeRule attributeID="*" permitAny="true"/>',
            '<AttributeRule attributeID="mail" permitAny="true"/>',
          ),
    });
    const of = (id: string) => report.filters.find(({ attributeId }) => attributeId === id);
    expect(of('eduPersonAffiliation')).toMatchObject({
      change: 'both',
      nowKept: ['emeritus'],
      nowDropped: ['alum'],
    });
    expect(of('eduPersonScopedAffiliation')).toMatchObject({ nowDropped: ['alum@university.example'] });
    expect(of('displayName')?.change).toBe('stricter');
    expect(of('mail')).toBeUndefined();
    expect(of('subject-id')).toBeUndefined();
  });

  it('should call a rule that lets more through looser', () => {
    const report = compare({
      policy: drop(/<AttributeRule attributeID="schacHomeOrganization">.*?<\/AttributeRule>/s),
    });
    expect(report.filters.map(({ attributeId, change }) => [attributeId, change])).toEqual([
      ['schacHomeOrganization', 'looser'],
    ]);
  });

  it('should tell the faults of both files at once, and what is skipped', () => {
    const report = compare({
      map: (xml) => xml.replace('id="cn"/>', 'id="c n"/><GSSAPIAttribute name="a" id="b"/>'),
      policy: (xml) => xml.replace('xsi:type="ValueMatchesShibMDScope"', 'xsi:type="InEntityGroup"'),
    });
    expect(report.usable).toBe(false);
    expect(report.faults.map(({ file, code }) => [file, code])).toEqual([
      ['map', 'id-malformed'],
      ['policy', 'rule-type-not-supported'],
    ]);
    expect(report.skipped.map(({ file, code }) => [file, code])).toEqual([['map', 'element-not-supported']]);
  });

  it('should name rules about attributes that the map does not give', () => {
    const report = compare({
      policy: (xml) => xml.replace('attributeID="*"', 'attributeID="affiliation"'),
    });
    expect(report.ruledButUnknown).toEqual(['affiliation']);
  });

  it('should ship what Shibboleth believes by default, and be stricter only where OASIS fixed the form', () => {
    const stock = readAttributePolicy(text('libs/attributes/testdata/shibboleth-attribute-policy.xml'));
    if (!stock.ok) throw new Error(JSON.stringify(stock.faults));
    const current = { ...shipped(), policy: stock.policy };
    const report = compareAttributeRules(
      current,
      { map: readAttributeMap(mapXml), policy: readAttributePolicy(policyXml) },
      [],
    );
    expect(report.filters.map(({ attributeId, change }) => [attributeId, change])).toEqual([
      ['pairwise-id', 'stricter'],
      ['subject-id', 'stricter'],
    ]);
  });
});
