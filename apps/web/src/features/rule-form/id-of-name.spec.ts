import { describe, expect, it } from 'vitest';
import { idOfName } from './id-of-name';

describe('an id made from a name', () => {
  it('should be plain, short and one that nobody else has', () => {
    expect(idOfName('CS101 students, year 2 or later', new Set())).toBe('cs101-students-year-2-or-later');
    expect(idOfName('Alunos do 2.º ano: informação', new Set())).toBe('alunos-do-2-ano-informacao');
    expect(idOfName('New', new Set(['new', 'new-2']))).toBe('new-3');
    expect(idOfName('x'.repeat(99), new Set())).toHaveLength(48);
    expect(idOfName('···', new Set())).toBe('');
  });
});
