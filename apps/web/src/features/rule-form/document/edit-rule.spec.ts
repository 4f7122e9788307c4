import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edit, editData, editOnce, editRule, isSame } from './edit-rule';
import { parseRule, type RuleData } from './parse-rule';
import { Kept } from './template';

const RULE = `# Autumn term
id: cs101 # never changes
name: CS101 students
priority: 500
when:
  all:
    # who they are
    - { attr: affiliation,   op: equals, value: "student" }
    - attr: eduCourseMember
      op: matches # anchored
      value: 'Learner@.*'
    # the year
    - any:
        - { attr: studyYear, op: numGte, value: 2 } # or later
        - { attr: studyYear, op: absent }
effects:
  - pool: linux
    quota: { vms: 1 }
    leaseDays: 30
  # and the class
  - { class: { ref: cs101 }, as: learner }
`;

const dataOf = (text: string): RuleData => {
  const parsed = parseRule(text);
  if (!parsed.ok) throw new Error(`${parsed.faults[0]?.message ?? ''}\n${text}`);
  return parsed.rule.data;
};

describe('editing the text of a rule', () => {
  it('should change one value and nothing else', () => {
    expect(editRule(RULE, [{ do: 'put', path: ['when', 'all', 2, 'any', 0, 'value'], value: 3 }])).toBe(
      RULE.replace('numGte, value: 2 }', 'numGte, value: 3 }'),
    );
    expect(editRule(RULE, [{ do: 'put', path: ['name'], value: 'A: b' }])).toBe(
      RULE.replace('name: CS101 students', 'name: "A: b"'),
    );
  });

  it('should put a new field where it belongs', () => {
    expect(editRule(RULE, [{ do: 'put', path: ['owner'], value: 'Carla' }])).toBe(
      RULE.replace('priority: 500\n', 'priority: 500\nowner: Carla\n'),
    );
    expect(editRule(RULE, [{ do: 'put', path: ['effects', 0, 'graceDays'], value: 7 }])).toBe(
      RULE.replace('leaseDays: 30\n', 'leaseDays: 30\n    graceDays: 7\n'),
    );
    expect(editRule(RULE, [{ do: 'put', path: ['when', 'all', 0, 'ci'], value: true }])).toBe(
      RULE.replace('value: "student" }', 'value: "student", ci: true }'),
    );
  });

  it('should take away fields and items with the comments that are theirs', () => {
    expect(editRule(RULE, [{ do: 'remove', path: ['when', 'all', 2] }])).toBe(
      RULE.replace(/ {4}# the year[^]*absent }\n/, ''),
    );
    expect(editRule(RULE, [{ do: 'remove', path: ['when', 'all', 0] }])).toBe(
      RULE.replace(/ {4}# who[^]*"student" }\n/, ''),
    );
    expect(editRule(RULE, [{ do: 'remove', path: ['effects', 0, 'leaseDays'] }])).toBe(
      RULE.replace('    leaseDays: 30\n', ''),
    );
    expect(editRule(RULE, [{ do: 'remove', path: ['when', 'all', 0, 'op'] }])).toBe(
      RULE.replace(',   op: equals', ''),
    );
  });

  it('should let items change places with their comments', () => {
    const swapped = editRule(RULE, [{ do: 'swap', path: ['when', 'all'], index: 0 }]);
    expect(swapped).toBe(
      RULE.replace(/( {4}# who[^]*"student" }\n)( {4}- attr: eduCourse[^]*'Learner@\.\*'\n)/, '$2$1'),
    );
    expect(editRule(swapped, [{ do: 'swap', path: ['when', 'all'], index: 0 }])).toBe(RULE);
  });

  it('should put something around a part without touching its letters', () => {
    const path = ['when', 'all', 1];
    const wrapped = editRule(RULE, [
      { do: 'put', path, value: { any: [new Kept(path), { attr: 'eduCourseMember', op: 'absent' }] } },
    ]);
    expect(wrapped).toContain(`
    - any:
        - attr: eduCourseMember
          op: matches # anchored
          value: 'Learner@.*'
        - { attr: eduCourseMember, op: absent }
`);
    expect(editRule(wrapped, [{ do: 'put', path, value: new Kept([...path, 'any', 0]) }])).toBe(RULE);
  });

  it('should begin lists where there is none', () => {
    const text = editRule('id: a\nwhen:\n  all: [] # nobody yet\neffects: []\n', [
      { do: 'insert', path: ['when', 'all'], index: 0, value: { attr: '', op: 'present' } },
      { do: 'insert', path: ['effects'], index: 0, value: { pool: 'linux', quota: { vms: 1 } } },
      { do: 'insert', path: ['effects'], index: 0, value: { role: 'operator' } },
    ]);
    expect(text).toBe(`id: a
when:
  all:
    - { attr: "", op: present } # nobody yet
effects:
  - { role: operator }
  - pool: linux
    quota: { vms: 1 }
`);
  });

  it('should write in braces where a rule is written so', () => {
    const json = '{ "id": "a", "when": { "any": [ { "attr": "x", "op": "present" } ] }, "effects": [] }\n';
    const edits: Edit[] = [
      { do: 'insert', path: ['when', 'any'], index: 1, value: { attr: 'y', op: 'present' } },
      { do: 'put', path: ['owner'], value: 'me' },
      { do: 'insert', path: ['effects'], index: 0, value: { role: 'r' } },
    ];
    const text = editRule(json, edits);
    expect(dataOf(text)).toEqual(edits.reduce(editData, dataOf(json)));
    expect(text.startsWith('{ "id": "a", "when": { "any": [ { "attr": "x", "op": "present" }, ')).toBe(true);
  });

  it('should leave a text alone that is no readable rule', () => {
    for (const text of [
      '',
      'id: [',
      '- a',
      'id: &a x\nname: *a\n',
      'a: 1\na: 2\n',
      '!!js x',
      '['.repeat(5_000),
    ])
      expect(editRule(text, [{ do: 'put', path: ['name'], value: 'x' }])).toBe(text);
  });

  it('should say what was wanted, whatever is changed, and by small changes', () => {
    let exact = 0;
    let all = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 12 }), (choices) => {
        let text = RULE;
        for (const [where, what, which] of choices) {
          const data = dataOf(text);
          const edit = someEdit(data, where, what, which);
          if (!edit) continue;
          const done = editOnce(text, edit);
          all += 1;
          exact += done.exact ? 1 : 0;
          expect(isSame(dataOf(done.text), editData(data, edit)), done.text).toBe(true);
          text = done.text;
        }
      }),
      { numRuns: 300 },
    );
    expect(exact / all).toBeGreaterThan(0.98);
  });
});

const VALUES: unknown[] = [
  'x',
  '',
  'true',
  '# no comment',
  'two\nlines',
  2,
  true,
  ['a', 'b'],
  { attr: 'z', op: 'equals', value: 'q' },
  { all: [{ attr: 'z', op: 'present' }, { not: { always: true } }] },
];

/** Some change that fits the rule as it is. */
function someEdit(data: RuleData, where: number, what: number, which: number): Edit | undefined {
  const places: { path: (string | number)[]; value: unknown }[] = [];
  const walk = (value: unknown, path: (string | number)[]) => {
    places.push({ path, value });
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value))
      walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  walk(data, []);
  const place = places[where % places.length];
  if (!place) return undefined;
  const { path, value } = place;
  const written = VALUES[which % VALUES.length];
  if (Array.isArray(value)) {
    const index = which % (value.length + 1);
    if (what % 3 === 0) return { do: 'insert', path, index, value: written };
    if (what % 3 === 1 && value.length > 1) return { do: 'swap', path, index: which % (value.length - 1) };
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && what % 5 === 0)
    return { do: 'put', path: [...path, `k${which % 3}`], value: written };
  if (path.length === 0) return undefined;
  if (what % 5 === 1) return { do: 'remove', path };
  if (what % 5 === 2)
    return { do: 'put', path, value: { any: [new Kept(path), { attr: 'w', op: 'absent' }] } };
  return { do: 'put', path, value: written };
}
