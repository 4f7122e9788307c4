import { describe, expect, it } from 'vitest';
import { groupReference } from './reference';

describe('a reference', () => {
  it('should be read out in groups of four', () => {
    expect(groupReference('7f3k20qab12c')).toBe('7F3K-20QA-B12C');
    expect(groupReference('0b9e-41aa77')).toBe('0B9E-41AA-77');
  });

  it('should hold nothing that could be markup or words of somebody else', () => {
    expect(groupReference('<b>')).toBe('B');
    expect(groupReference('')).toBe('');
  });
});
