import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials-of';

describe('initialsOf', () => {
  it('should take the first and the last name', () => {
    expect(initialsOf('Ana Beatriz Ferreira')).toBe('AF');
    expect(initialsOf('maria do céu')).toBe('MC');
  });

  it('should take one letter of a single name', () => {
    expect(initialsOf('Óscar')).toBe('Ó');
  });

  it('should count letters outside the basic plane as one', () => {
    expect(initialsOf('𝔄lice 𝔅ob')).toBe('𝔄𝔅');
  });

  it('should answer a question mark when there is no letter', () => {
    expect(initialsOf(' – ')).toBe('?');
  });
});
