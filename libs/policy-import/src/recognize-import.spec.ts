import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importNoteCodes } from './import-report';
import { recognizeImport } from './recognize-import';

const shipped = (name: string) => readFileSync(new URL(`../../../saml/${name}`, import.meta.url), 'utf8');

describe('recognizeImport', () => {
  it('should know each kind by its outermost names', () => {
    expect(recognizeImport('version: 1\nid: p\nrules: []\n')).toBe('yaml');
    expect(recognizeImport('{"version": 1, "id": "p", "rules": []}')).toBe('yaml');
    expect(recognizeImport('# a lab\n---\nkind: Policy\ndocument: {}\n---\nkind: Pool\n')).toBe('yaml');
    expect(recognizeImport('[{"local": [], "remote": []}]')).toBe('keystone');
    expect(recognizeImport('\uFEFF{"mapping": {"rules": [{"local": [], "remote": []}]}}')).toBe('keystone');
    expect(recognizeImport('<AccessControl/>')).toBe('access-control');
    expect(recognizeImport(shipped('attribute-map.xml'))).toBe('attribute-map');
    expect(recognizeImport(shipped('attribute-policy.xml'))).toBe('attribute-policy');
  });

  it('should say nothing of what is something else', () => {
    for (const text of ['', 'hello', '<html/>', '<a', '{}', '[]', '{', '%PDF-1.7', '5', 'a: &x [*x]', '\0'])
      expect(recognizeImport(text), text).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => void recognizeImport(text)));
  });

  it('should pin the codes of reports, since pages key their texts on them', () => {
    expect(importNoteCodes).toMatchInlineSnapshot(`
      [
        "rule-kept",
        "rules-merged",
        "projects-joined",
        "values-not-split",
        "attribute-renamed",
        "effect-assumed",
        "not-released-kept",
        "regex-rewritten",
        "regex-dialect",
        "regex-unsupported",
        "target-unmapped",
        "user-not-imported",
        "project-role-lost",
        "no-counterpart",
        "malformed",
        "never-matches",
        "over-limit",
      ]
    `);
  });
});
