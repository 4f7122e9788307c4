import { beforeEach, describe, expect, it } from 'vitest';
import {
  forgetUniversity,
  rememberedUniversities,
  rememberedUniversity,
  rememberUniversity,
} from './remembered-university';

const university = (id: string) => ({ id, title: `University ${id}` });

describe('what this browser remembers of universities', () => {
  beforeEach(() => localStorage.clear());

  it('should be the last three, the latest first, each once', () => {
    for (const id of ['a', 'b', 'c', 'd', 'b']) rememberUniversity(university(id));
    expect(rememberedUniversities().map(({ id }) => id)).toEqual(['b', 'd', 'c']);
    expect(rememberedUniversity()).toEqual(university('b'));
  });

  it('should be forgotten one by one, and leave nothing behind', () => {
    for (const id of ['a', 'b']) rememberUniversity(university(id));
    forgetUniversity('b');
    expect(rememberedUniversity()).toEqual(university('a'));
    forgetUniversity('a');
    expect(localStorage).toHaveLength(0);
  });

  it('should read the single one that earlier versions kept', () => {
    localStorage.setItem('virlab-university', JSON.stringify(university('old')));
    expect(rememberedUniversities()).toEqual([university('old')]);
  });

  it.each(['{', 'null', '7', '[null, 7, {"id": 1}]', '"text"'])('should be nothing when it is %s', (kept) => {
    localStorage.setItem('virlab-university', kept);
    expect(rememberedUniversities()).toEqual([]);
  });

  it('should keep only what the button shows', () => {
    rememberUniversity({ ...university('a'), url: '/saml/login', matches: [] } as never);
    expect(JSON.parse(localStorage.getItem('virlab-university') ?? '')).toEqual([university('a')]);
  });
});
