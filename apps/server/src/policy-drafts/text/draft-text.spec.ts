import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertRule, orderRules, removeRule, replaceRule } from './change-draft-text';
import { readDraftText } from './read-draft-text';
import { readRuleAlone } from './read-rule-alone';
import { mergePolicies } from './merge-policies';

const source = `# The policy of Lagoa
version: 1
id: lagoa

rules: # in order of reading

  # about students
  - id: a # the first
    name: A
    when:
      always: true
    effects:
      - { role: x } # gives x
    # a ends here

  # --- a section ---

  # about b
  - { id: b, name: "B" } # in one line
  -
    id: c
    note: |
      two

      lines

  # nothing below
# the end
defaults: { timezone: UTC }
`;
const draft = readDraftText(source);
const texts = (yaml: string) => readDraftText(yaml).rules.map((rule) => rule.yaml);
const ids = (yaml: string) => readDraftText(yaml).rules.map(({ id }) => id);

describe('the text of a draft', () => {
  it('should tell its rules apart', () => {
    expect(draft.rules.map(({ id, name, enabled, priority }) => [id, name, enabled, priority])).toEqual([
      ['a', 'A', true, 500],
      ['b', 'B', true, 500],
      ['c', '', true, 500],
    ]);
    expect(draft.rules[2]?.yaml).toBe('id: c\nnote: |\n  two\n\n  lines');
  });

  it('should stay as it is when a rule is written as it was', () => {
    for (const [index, { yaml }] of draft.rules.entries())
      expect(replaceRule(draft, index, yaml)).toBe(source);
  });

  it('should keep comments and blanks around a rule that is changed', () => {
    const changed = replaceRule(draft, 0, 'id: a\nname: Another\neffects:\n  - role: y');
    expect(changed).toBe(
      source.replace(
        /id: a # the first[\s\S]*# gives x/,
        'id: a\n    name: Another\n    effects:\n      - role: y',
      ),
    );
  });

  it('should not let a comment behind a rule of one line become part of it', () => {
    const changed = replaceRule(draft, 1, 'id: b\nnote: |\n  text');
    expect(texts(changed)[1]).toBe('id: b\nnote: |\n  text');
    expect(changed).toContain('# in one line');
    expect(texts(changed)[2]).toBe(draft.rules[2]?.yaml);
  });

  it('should take a rule out with the comments that belong to it', () => {
    const changed = removeRule(draft, 0);
    expect(ids(changed)).toEqual(['b', 'c']);
    expect(changed).not.toContain('a ends here');
    expect(changed).not.toContain('about students');
    expect(changed).toContain('# --- a section ---');
  });

  it('should leave an empty list when the last rule is taken out, and take a first one again', () => {
    const one = 'version: 1\nrules: # all\n  - id: a\n    name: A\nid: x\n';
    const empty = removeRule(readDraftText(one), 0);
    expect(empty).toBe('version: 1\nrules: [] # all\nid: x\n');
    expect(insertRule(readDraftText(empty), -1, 'id: a\nname: A')).toBe(one);
  });

  it('should put a new rule where it is wanted', () => {
    expect(ids(insertRule(draft, -1, 'id: n\nname: New'))).toEqual(['n', 'a', 'b', 'c']);
    expect(ids(insertRule(draft, 0, 'id: n\nname: New'))).toEqual(['a', 'n', 'b', 'c']);
    const last = insertRule(draft, 2, '{ id: n }');
    expect(ids(last)).toEqual(['a', 'b', 'c', 'n']);
    expect(last).toContain('# nothing below');
  });

  it('should take a rule into JSON and into lists in brackets', () => {
    for (const json of [
      '{"version": 1, "id": "x", "rules": []}',
      '{"version": 1, "id": "x", "rules": [{"id": "a", "name": "A"}]}',
      'version: 1\nid: x\nrules: [{ id: a, name: A }] # here\n',
      'version: 1\nid: x\nrules:\n',
      'version: 1\nid: x\n',
    ]) {
      const before = readDraftText(json);
      const after = insertRule(before, before.rules.length - 1, 'id: n\nname: New');
      expect(ids(after)).toEqual([...before.rules.map(({ id }) => id), 'n']);
    }
  });

  it('should arrange the rules with their comments', () => {
    const changed = orderRules(draft, [2, 0, 1]);
    expect(ids(changed)).toEqual(['c', 'a', 'b']);
    expect(changed).toMatch(/# about students\n {2}- id: a/);
    expect(changed).toMatch(/# about b\n {2}- \{ id: b/);
    expect(orderRules(draft, [0, 1, 2])).toBe(source);
  });

  it('should keep every rule as it is whatever order they are put into', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (order) => {
        const changed = orderRules(draft, order);
        expect(texts(changed)).toEqual(order.map((index) => draft.rules[index]?.yaml));
        for (const comment of source.match(/#.*/g) ?? []) expect(changed).toContain(comment);
      }),
    );
  });

  it('should keep what stands around any text that is kept', () => {
    const lines = fc.array(
      fc.constantFrom(
        'name: X',
        'when:',
        '  always: true',
        '# note',
        '',
        'note: |',
        '  text',
        '- a',
        '}',
        'x: [',
        '"',
        '\t',
        '---',
        'rules:',
        '  - id: z',
        '&a',
        '*a',
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(lines, fc.constantFrom(0, 1, 2), (more, index) => {
        let text: string;
        let id: string;
        try {
          ({ id, text } = readRuleAlone(['id: new', ...more].join('\n')));
        } catch (error) {
          expect(error).toMatchObject({ code: 'draft-unreadable' });
          return;
        }
        let changed: string;
        try {
          changed = replaceRule(draft, index, text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'draft-unreadable' });
          return;
        }
        const kept = texts(changed);
        draft.rules.forEach(({ yaml }, at) => at === index || expect(kept[at]).toBe(yaml));
        expect(ids(changed)[index]).toBe(id);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', '', 'expected fields'],
    ['a list', '- a', 'expected fields'],
    ['an open bracket', 'a: [', 'line 1'],
    ['two documents', 'a: 1\n---\nb: 2', 'documents'],
    ['20,000 brackets', '['.repeat(20_000), ''],
  ])('should refuse %s', (_, text, said) => {
    expect(() => readDraftText(text)).toThrow(
      expect.objectContaining({
        code: 'draft-unreadable',
        publicDetail: expect.stringContaining(said) as string,
      }) as Error,
    );
  });

  it('should not open an alias that explodes', () => {
    const bomb = `a: &a [x, x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [*${n ? `b${n - 1}` : 'a'}, *${n ? `b${n - 1}` : 'a'}]`).join('\n')}\nrules: [*b29]\n`;
    expect(readDraftText(bomb).rules).toHaveLength(1);
  });

  it.each([
    ['without an id', 'name: A'],
    ['in a list', '- id: a'],
    ['with a list for its id', 'id: [a]'],
    ['with an empty id', 'id: ""'],
    ['with a long id', `id: ${'x'.repeat(200)}`],
    ['of two documents', 'id: a\n---\nid: b'],
  ])('should refuse a rule %s', (_, yaml) => {
    expect(() => readRuleAlone(yaml)).toThrow(expect.objectContaining({ code: 'draft-unreadable' }) as Error);
  });
});

describe('merging two policies', () => {
  const policy = (rules: string[], head = 'defaults: { timezone: UTC }') =>
    `version: 1\nid: p\n${head}\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`;
  const merge = (base: string, theirs: string, mine: string, keep = {}) =>
    mergePolicies(
      { source: base, cases: [] },
      { source: theirs, cases: [] },
      { source: mine, cases: [] },
      keep,
    );
  const [a, b, c] = ['{ id: a, n: 1 }', '{ id: b, n: 1 }', '{ id: c, n: 1 }'];
  const [a2, b2, b3] = ['{ id: a, n: 2 }', '{ id: b, n: 2 }', '{ id: b, n: 3 }'];

  it('should put what each side changed together', () => {
    const merged = merge(policy([a, b]), policy([a, b2]), policy([a2, c, b]));
    expect(merged).toMatchObject({ conflicts: [] });
    expect(merged.source).toBe(policy([a2, c, b2]));
  });

  it('should take out what either side took out', () => {
    expect(merge(policy([a, b, c]), policy([a, c]), policy([a, b])).source).toBe(policy([a]));
    expect(merge(policy([a]), policy([a]), policy([a]).replace(/\n {2}- .*/, ' []')).source).toContain(
      'rules: []',
    );
  });

  it('should tell what both changed, and keep whose text was chosen', () => {
    expect(merge(policy([a, b]), policy([a, b2]), policy([a, b3])).conflicts).toEqual(['rules.b']);
    expect(merge(policy([a, b]), policy([a]), policy([a, b3])).conflicts).toEqual(['rules.b']);
    const keep = (whose: string) =>
      merge(policy([a, b]), policy([a, b2]), policy([a, b3]), { 'rules.b': whose });
    expect(keep('mine')).toMatchObject({ conflicts: [], source: policy([a, b3]) });
    expect(keep('theirs')).toMatchObject({ conflicts: [], source: policy([a, b2]) });
    expect(merge(policy([a, b]), policy([a, b2]), policy([a, b2])).conflicts).toEqual([]);
  });

  it('should keep my order and my defaults when theirs are as they were', () => {
    const head = 'defaults: { timezone: Europe/Lisbon }';
    expect(merge(policy([a, b, c]), policy([a, b2, c]), policy([c, a, b], head)).source).toBe(
      policy([c, a, b2], head),
    );
    const other = 'defaults: { timezone: Europe/Paris }';
    expect(merge(policy([a]), policy([a], other), policy([a], head)).conflicts).toEqual(['defaults']);
  });
});
