import type { SignInOption } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { findUniversities } from './find-universities';

const university = (title: string, domain?: string): SignInOption => ({
  provider: 'saml',
  id: `https://${title}`,
  title,
  ...(domain ? { domain } : {}),
  url: '/saml/login',
  practice: false,
});
const all = [
  university('University of Lagoa', 'ulagoa.example'),
  university('Serra Polytechnic Institute', 'ips-serra.example'),
  university('Universidad de la Sierra', 'usierra.example'),
  university('Sierksdorf University of Applied Sciences', 'hs-sierksdorf.example'),
  university('Kivijärvi Technology', 'kivijarvi.example'),
];
const titles = (typed: string) => findUniversities(all, typed).map(({ option }) => option.title);

describe('finding a university', () => {
  it('should put the start of the name before the start of a word', () => {
    expect(titles('sier')).toEqual([
      'Sierksdorf University of Applied Sciences',
      'Universidad de la Sierra',
      'Serra Polytechnic Institute',
    ]);
  });

  it('should ignore case and accents, and mark what fits', () => {
    const [hit] = findUniversities(all, 'kivijarvi');
    expect(hit?.option.title).toBe('Kivijärvi Technology');
    expect(hit?.match).toEqual([0, 9]);
  });

  it('should take the domain of a mail address', () => {
    expect(titles('ana@ulagoa.example')).toEqual(['University of Lagoa']);
    expect(titles('ana@alunos.ulagoa.example')).toEqual(['University of Lagoa']);
  });

  it('should forgive one slip', () => {
    expect(titles('lagao')).toEqual(['University of Lagoa']);
    expect(titles('lgoa')).toEqual(['University of Lagoa']);
  });

  it('should find nothing for nothing, and nothing for nonsense', () => {
    expect(titles('  ')).toEqual([]);
    expect(titles('xyzzy')).toEqual([]);
  });

  it('should show at most eight', () => {
    const many = Array.from({ length: 20 }, (_, index) => university(`Campus ${index}`));
    expect(findUniversities(many, 'campus')).toHaveLength(8);
  });
});
