import { describe, expect, it } from 'vitest';
import { nameOfPerson } from './name-of-person';

const DISPLAY_NAME = 'urn:oid:2.16.840.1.113730.3.1.241';
const GIVEN_NAME = 'urn:oid:2.5.4.42';
const SURNAME = 'urn:oid:2.5.4.4';
const COMMON_NAME = 'urn:oid:2.5.4.3';
const name = (released: Record<string, string[]>) =>
  nameOfPerson((id) => released[id] ?? [], 'ana7@uni.example');

describe('nameOfPerson', () => {
  it('should take the display name before the parts and the common name', () => {
    const parts = { [GIVEN_NAME]: ['Ana'], [SURNAME]: ['Silva'], [COMMON_NAME]: ['silva, ana'] };
    expect(name({ ...parts, [DISPLAY_NAME]: ['Ana B. Silva'] })).toBe('Ana B. Silva');
    expect(name(parts)).toBe('Ana Silva');
    expect(name({ [COMMON_NAME]: ['silva, ana'], [GIVEN_NAME]: ['Ana'] })).toBe('silva, ana');
  });

  it('should fall back to the front of the identifier', () => {
    expect(name({})).toBe('ana7');
    expect(name({ [DISPLAY_NAME]: [' \u0000 '] })).toBe('ana7');
  });

  it('should take out what would disturb the text around it', () => {
    expect(name({ [DISPLAY_NAME]: ['Ana\u202e\nSilva'] })).toBe('Ana Silva');
  });

  it('should not grow without end', () => {
    expect(name({ [DISPLAY_NAME]: ['x'.repeat(5000)] })).toHaveLength(200);
  });
});
