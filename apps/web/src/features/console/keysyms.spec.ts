import { describe, expect, it } from 'vitest';
import { strokesOf } from './keysyms';

describe('keystrokes of a text', () => {
  it('should hold Shift for capitals and upper signs', () => {
    expect(strokesOf('aA1!')).toEqual([
      { keysym: 0x61, shift: false },
      { keysym: 0x41, shift: true },
      { keysym: 0x31, shift: false },
      { keysym: 0x21, shift: true },
    ]);
  });

  it('should press Enter once for each kind of line end', () => {
    expect(strokesOf('a\r\nb\rc\n').filter(({ keysym }) => keysym === 0xff0d)).toHaveLength(3);
  });

  it('should use Latin-1 keysyms where there are some, and Unicode keysyms elsewhere', () => {
    expect(strokesOf('ç€🙂').map(({ keysym }) => keysym)).toEqual([0xe7, 0x010020ac, 0x0101f642]);
  });
});
