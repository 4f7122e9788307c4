import { describe, expect, it } from 'vitest';
import { askedFor } from './asked-for';

describe('what is sent of what was typed', () => {
  it('should be the text without spaces around it', () => {
    expect(askedFor('  Lagoa  ')).toBe('Lagoa');
    expect(askedFor('   ')).toBe('');
  });

  it.each([
    ['ana@ulagoa.example', 'ulagoa.example'],
    ['Ana Sousa <ana@ulagoa.example', 'ulagoa.example'],
    ['"ana@home"@ulagoa.example', 'ulagoa.example'],
    ['ana@', ''],
    ['ana@ ulagoa', 'ulagoa'],
  ])('should be the domain alone of %s', (typed, asked) => expect(askedFor(typed)).toBe(asked));

  it('should be text that an address can carry, and not too much of it', () => {
    expect(askedFor('a'.repeat(5_000))).toHaveLength(200);
    expect(() => encodeURIComponent(askedFor(`${'a'.repeat(199)}😀`))).not.toThrow();
    expect(() => encodeURIComponent(askedFor('\udc00x\ud800'))).not.toThrow();
  });
});
