import { describe, expect, it } from 'vitest';
import { beginHistory, stepHistory, type TextHistory, type TextStep } from './text-history';

const after = (steps: TextStep[], from: TextHistory = beginHistory('name: a\n')) =>
  steps.reduce(stepHistory, from);

describe('the history of a rule', () => {
  it('should take back and bring again, whichever side wrote', () => {
    const two = after([
      { do: 'write', text: 'name: b\n' },
      { do: 'write', text: 'name: c\n', about: 'yaml' },
    ]);
    const back = after([{ do: 'undo' }, { do: 'undo' }, { do: 'undo' }], two);
    expect(back.text).toBe('name: a\n');
    expect(after([{ do: 'redo' }, { do: 'redo' }, { do: 'redo' }], back).text).toBe('name: c\n');
    expect(after([{ do: 'write', text: 'name: d\n' }, { do: 'redo' }], back).text).toBe('name: d\n');
  });

  it('should join what is typed about one thing until there is a pause', () => {
    const typed = after([
      { do: 'write', text: 'name: ab\n', about: 'name' },
      { do: 'write', text: 'name: abc\n', about: 'name' },
      { do: 'pause' },
      { do: 'write', text: 'name: abcd\n', about: 'name' },
    ]);
    const once = after([{ do: 'undo' }], typed);
    expect(once.text).toBe('name: abc\n');
    expect(after([{ do: 'undo' }], once).text).toBe('name: a\n');
  });

  it('should keep the last readable rule while the text is broken, and lose neither', () => {
    const broken = after([{ do: 'write', text: 'name: [\n', about: 'yaml' }]);
    expect(broken.parsed.ok).toBe(false);
    expect(broken.good?.data).toEqual({ name: 'a' });
    expect(broken.text).toBe('name: [\n');
    expect(after([{ do: 'undo' }], broken).parsed.ok).toBe(true);
    expect(beginHistory('[').good).toBeUndefined();
  });
});
