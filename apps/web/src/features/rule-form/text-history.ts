import { type ParsedRule, type ParseResult, parseRule } from './document/parse-rule';

/** The text of a rule with what it was before: one history for the form and for the YAML beside it. */
export interface TextHistory {
  text: string;
  parsed: ParseResult;
  /** The last text that could be read; the form shows it while the text is being mended. */
  good: ParsedRule | undefined;
  past: readonly string[];
  future: readonly string[];
  /** What the last change was about; another one about the same joins it. */
  about: string | undefined;
}

/** What can happen to the text. */
export type TextStep =
  | { do: 'write'; text: string; about?: string }
  | { do: 'undo' }
  | { do: 'redo' }
  /** The next change is one of its own, whatever it is about. */
  | { do: 'pause' };

/** Changes that can be taken back; more are forgotten, oldest first. */
const MAX_PAST = 500;

/** The history of a text that nobody has changed. */
export function beginHistory(text: string): TextHistory {
  const parsed = parseRule(text);
  return { text, parsed, good: parsed.ok ? parsed.rule : undefined, past: [], future: [], about: undefined };
}

/** The history after one step. */
export function stepHistory(history: TextHistory, step: TextStep): TextHistory {
  const { text, past, future, about } = history;
  switch (step.do) {
    case 'write': {
      if (step.text === text) return history;
      const joins = step.about !== undefined && step.about === about && past.length > 0;
      return read(history, step.text, joins ? past : [...past, text].slice(-MAX_PAST), [], step.about);
    }
    case 'undo': {
      const before = past.at(-1);
      return before === undefined ? history : read(history, before, past.slice(0, -1), [text, ...future]);
    }
    case 'redo': {
      const [after, ...rest] = future;
      return after === undefined ? history : read(history, after, [...past, text], rest);
    }
    case 'pause':
      return about === undefined ? history : { ...history, about: undefined };
  }
}

function read(
  { good }: TextHistory,
  text: string,
  past: readonly string[],
  future: readonly string[],
  about?: string,
): TextHistory {
  const parsed = parseRule(text);
  return { text, parsed, good: parsed.ok ? parsed.rule : good, past, future, about };
}
