import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentFault } from './document/fault';
import { readAttributePolicy } from './filter/read-attribute-policy';
import { readAttributeMap } from './registry/read-attribute-map';
import { releaseAttributes } from './release-attributes';

/** Of computing, for one file: what grows with more than its size takes minutes. */
const MOST_MS = 10_000;
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const map = (lines: string) =>
  `<Attributes xmlns="urn:mace:shibboleth:2.0:attribute-map" ${XSI}>\n${lines}\n</Attributes>`;
const policy = (content: string) =>
  `<AttributeFilterPolicyGroup xmlns="urn:mace:shibboleth:2.0:afp" ${XSI}>\n${content}\n</AttributeFilterPolicyGroup>`;
const permit = (rule: string) =>
  policy(
    `<AttributeFilterPolicy><PolicyRequirementRule xsi:type="ANY"/><AttributeRule attributeID="a">${rule}</AttributeRule></AttributeFilterPolicy>`,
  );
const regex = (text: string) => permit(`<PermitValueRule xsi:type="ValueRegex" regex="${text}"/>`);
const nest = (depth: number, inside: string) =>
  '<Rule xsi:type="NOT">'.repeat(depth) + inside + '</Rule>'.repeat(depth);
const MIB = 'a'.repeat(1024 * 1024);

/** Rules of which each refers `width` times to the one before: what is read once would be evaluated width^levels times. */
const doubling = (levels: number, width: number, leaf = '<Rule xsi:type="ANY"/>') =>
  Array.from({ length: levels }, (_, level) => {
    const inside = level === 0 ? leaf : `<RuleReference ref="r${level - 1}"/>`.repeat(width);
    return `<PermitValueRule id="r${level}" xsi:type="AND">${inside}</PermitValueRule>`;
  }).join('\n');

/** Files that somebody may upload, by name: the reader, the file, the codes it must end in. */
const corpus: [name: string, reader: 'map' | 'policy', xml: string, codes: string[]][] = [
  ['map with a DOCTYPE', 'map', `<!DOCTYPE Attributes>${map('')}`, ['doctype-forbidden']],
  [
    'policy with an entity bomb',
    'policy',
    `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${policy('&b;')}`,
    ['doctype-forbidden'],
  ],
  [
    'map with an external entity',
    'map',
    `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${map('&a;')}`,
    ['doctype-forbidden'],
  ],
  ['map with an entity nobody declared', 'map', map('&bomb;'), ['xml-malformed']],
  ['map with a name of 1 MiB', 'map', map(`<Attribute name="${MIB}" id="a"/>`), ['value-too-long']],
  [
    'map with a name of 2,000 letters',
    'map',
    map(`<Attribute name="${'n'.repeat(2000)}" id="a"/>`),
    ['name-too-long'],
  ],
  [
    'policy with a value of 1 MiB',
    'policy',
    permit(`<PermitValueRule xsi:type="Value" value="${MIB}"/>`),
    ['value-too-long'],
  ],
  ['map of 5 MiB', 'map', map(' '.repeat(5 * 1024 * 1024)), ['document-too-large']],
  ['map nested 100,000 deep', 'map', map('<a>'.repeat(100_000)), ['xml-too-deep']],
  [
    'policy nested 100 deep',
    'policy',
    permit(`<PermitValueRule xsi:type="AND">${nest(100, '')}</PermitValueRule>`),
    ['xml-too-deep'],
  ],
  ['map cut off in the middle', 'map', map('<Attribute name="a" id="a"/>').slice(0, -5), ['xml-malformed']],
  ['map with a NUL', 'map', map('\u0000'), ['xml-malformed']],
  ['map with two roots', 'map', map('<Attribute name="a" id="a"/>') + map(''), ['xml-malformed']],
  ['policy given as map', 'map', policy(''), ['root-unexpected']],
  ['map given as policy', 'policy', map(''), ['root-unexpected']],
  ['map of an unknown namespace', 'map', '<Attributes xmlns="urn:evil"/>', ['root-unexpected']],
  [
    'map with lines of an unknown namespace',
    'map',
    map('<Attribute xmlns="urn:evil" name="a" id="a"/>'),
    ['element-unknown'],
  ],
  [
    'map with a decoder of an unknown namespace',
    'map',
    map(
      '<Attribute name="a" id="a"><AttributeDecoder xmlns:e="urn:evil" xsi:type="e:StringAttributeDecoder"/></Attribute>',
    ),
    ['decoder-unknown'],
  ],
  [
    'policy with a rule of an unknown namespace',
    'policy',
    permit('<PermitValueRule xsi:type="AND"><Rule xmlns="urn:evil" xsi:type="ANY"/></PermitValueRule>'),
    ['element-unknown'],
  ],
  [
    'policy with a rule type of an unknown namespace',
    'policy',
    permit('<PermitValueRule xmlns:e="urn:evil" xsi:type="e:ANY"/>'),
    ['rule-type-unknown'],
  ],
  [
    'policy with a type of an undeclared prefix',
    'policy',
    permit('<PermitValueRule xsi:type="e:ANY"/>'),
    ['rule-type-unknown'],
  ],
  [
    'policy with a shared rule twice',
    'policy',
    policy('<PermitValueRule id="a" xsi:type="ANY"/><DenyValueRule id="a" xsi:type="ANY"/>'),
    ['id-repeated'],
  ],
  [
    'policy with a reference to nothing',
    'policy',
    permit('<PermitValueRuleReference ref="no"/>'),
    ['reference-unknown'],
  ],
  [
    'policy with a reference to __proto__',
    'policy',
    permit('<PermitValueRuleReference ref="__proto__"/>'),
    ['reference-unknown'],
  ],
  [
    'policy that permits by a rule that denies',
    'policy',
    policy(
      '<DenyValueRule id="d" xsi:type="ANY"/><AttributeFilterPolicy><PolicyRequirementRule xsi:type="ANY"/><AttributeRule attributeID="a"><PermitValueRuleReference ref="d"/></AttributeRule></AttributeFilterPolicy>',
    ),
    ['reference-wrong-kind'],
  ],
  [
    'policy with a rule that refers to itself',
    'policy',
    policy('<PermitValueRule id="a" xsi:type="NOT"><RuleReference ref="a"/></PermitValueRule>'),
    ['reference-circular'],
  ],
  [
    'policy with a circle of three',
    'policy',
    policy(
      ['ab', 'bc', 'ca']
        .map(
          ([one, other]) =>
            `<PermitValueRule id="${one}" xsi:type="NOT"><RuleReference ref="${other}"/></PermitValueRule>`,
        )
        .join(''),
    ),
    ['reference-circular'],
  ],
  ['policy whose references double 30 times', 'policy', policy(doubling(30, 2)), ['rules-too-many']],
  ['policy whose references multiply by 200', 'policy', policy(doubling(6, 200)), ['rules-too-many']],
  [
    'policy whose references multiply towards a fault',
    'policy',
    policy(doubling(40, 9, '<Rule xsi:type="Sorcery"/>')),
    ['rule-type-unknown', 'rules-too-many'],
  ],
  ['policy with a chain of 1,000 references', 'policy', policy(doubling(1000, 1)), ['rules-too-deep']],
  ['policy with a regex that is none', 'policy', regex('('), ['regex-malformed']],
  ['policy with a backreference', 'policy', regex('(a)\\1'), ['regex-malformed']],
  ['policy with a look-behind', 'policy', regex('(?&lt;=a)b'), ['regex-malformed']],
  ['policy with a regex of 2,000 letters', 'policy', regex('a'.repeat(2000)), ['regex-too-long']],
  [
    'policy with a regex that repeats a million times',
    'policy',
    regex('((a{99}){99}){99}'),
    ['regex-too-large'],
  ],
  [
    'policy with regex options',
    'policy',
    permit('<PermitValueRule xsi:type="ValueRegex" regex="a" options="x"/>'),
    ['regex-options-not-supported'],
  ],
];

describe('hostile attribute files', () => {
  it.each(corpus)('should refuse a %s', (_name, reader, xml, codes) => {
    const began = process.cpuUsage();
    const reading = reader === 'map' ? readAttributeMap(xml) : readAttributePolicy(xml);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(MOST_MS);
    const faults: DocumentFault[] = reading.ok ? [] : reading.faults;
    expect([...new Set(faults.map(({ code }) => code))].sort()).toEqual(codes);
    for (const { line, column, message } of faults) {
      expect([line >= 1, column >= 1, message.length < 300]).toEqual([true, true, true]);
    }
  });

  it('should answer a million wrong lines by the first ones', () => {
    const began = process.cpuUsage();
    const reading = readAttributeMap(map('<Attribute/>'.repeat(300_000)));
    expect(!reading.ok && reading.faults.length).toBe(200);
    const other = readAttributePolicy(policy('<X/>'.repeat(300_000)));
    expect(!other.ok && other.faults.length).toBe(200);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(3 * MOST_MS);
  });

  it('should read a map of ten thousand lines at once', () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => `<Attribute name="urn:oid:1.${n}" id="a${n}"/>`);
    const began = process.cpuUsage();
    const reading = readAttributeMap(map(lines.join('\n')));
    expect(reading.ok && reading.map.entries.length).toBe(10_000);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(MOST_MS);
  });

  it('should filter a value of 1 MiB by a catastrophic expression in linear time', () => {
    const read = readAttributePolicy(regex('^(([a-z])+.)+[A-Z]([a-z])+$'));
    const known = readAttributeMap(map('<Attribute name="a" id="a"/>'));
    if (!read.ok || !known.ok) throw new Error('the files have faults');
    const began = process.cpuUsage();
    const released = releaseAttributes([{ name: 'a', values: [MIB] }], {
      map: known.map,
      policy: read.policy,
      idp: { entityId: 'urn:idp', scopes: [] },
    });
    expect(released.dropped.map(({ why }) => why)).toEqual(['not-permitted']);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(3 * MOST_MS);
  });

  it('should never fail on any text, and say the same each time', () => {
    const shipped = ['attribute-map.xml', 'attribute-policy.xml'].map((file) =>
      readFileSync(new URL(`../../../saml/${file}`, import.meta.url), 'utf8'),
    );
    const cut = fc
      .tuple(fc.constantFrom(...shipped), fc.nat(), fc.nat(200), fc.string())
      .map(([text, at, length, put]) => {
        const from = at % text.length;
        return text.slice(0, from) + put + text.slice(from + length);
      });
    fc.assert(
      fc.property(fc.oneof(fc.string(), cut), (xml) => {
        for (const read of [readAttributeMap, readAttributePolicy] as const) {
          const reading = read(xml);
          const again = read(xml);
          expect(again.ok).toBe(reading.ok);
          if (!reading.ok && !again.ok) expect(again.faults).toEqual(reading.faults);
          expect(reading.ok || reading.faults.length > 0).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
