import { MAX_TEMPLATE_CAPTURES } from '../language/limits';
import { didYouMean } from './nearest-word';
import type { CompiledCondition, TemplatePart } from './rule-table';

const PIECE = /\{([^{}]*)\}|([^{}]+)|([{}])/g;
const CAPTURE = /^([A-Za-z_][A-Za-z0-9_]*)(?::(lower|upper))?$/;
const LITERAL = /^[A-Za-z0-9._:~-]+$/;

/** A template read, or the one fault it has. */
export type ReadTemplate =
  | { ok: true; parts: TemplatePart[] }
  | { ok: false; code: 'template-syntax' | 'template-capture'; message: string; help?: string };

/**
 * Reads a class template: text with `{name}`, `{name:lower}` or `{name:upper}` for captures.
 *
 * @param captures - names that the rule's `matches` tests catch
 */
export function compileTemplate(template: string, captures: ReadonlySet<string>): ReadTemplate {
  const syntax = (message: string, help?: string): ReadTemplate => ({
    ok: false,
    code: 'template-syntax',
    message,
    help,
  });
  const parts: TemplatePart[] = [];
  for (const [, inside, text, brace] of template.matchAll(PIECE)) {
    if (brace !== undefined) return syntax(`template has a "${brace}" without its partner`);
    if (text !== undefined) {
      if (!LITERAL.test(text))
        return syntax(`template has "${text}", expected letters, digits and . _ : ~ -`);
      parts.push({ text });
      continue;
    }
    const [, capture, fold] = CAPTURE.exec(inside ?? '') ?? [];
    if (capture === undefined)
      return syntax(`found "{${inside ?? ''}}", expected a capture as in {course} or {course:lower}`);
    if (!captures.has(capture)) {
      const known =
        captures.size === 0
          ? 'no matches test outside a not has a named group'
          : `named groups are ${[...captures].join(', ')}`;
      const near = didYouMean(capture, captures);
      return {
        ok: false,
        code: 'template-capture',
        message: `no matches test of this rule catches "${capture}"`,
        help: near.help ?? `${known}; write one as (?P<${capture}>…)`,
      };
    }
    parts.push(fold === 'lower' || fold === 'upper' ? { capture, fold } : { capture });
  }
  const used = new Set(parts.flatMap((part) => ('capture' in part ? [part.capture] : [])));
  if (used.size === 0) return syntax('template has no capture', 'for one fixed class write ref instead');
  if (used.size > MAX_TEMPLATE_CAPTURES) {
    return syntax(`template has ${used.size} captures, at most ${MAX_TEMPLATE_CAPTURES} are allowed`);
  }
  return { ok: true, parts };
}

/** Names that templates of a rule may use: groups of `matches` tests that are not under a `not`. */
export function capturesOf(condition: CompiledCondition): Set<string> {
  const names = new Set<string>();
  const walk = (at: CompiledCondition) => {
    if (at.kind === 'test') at.test.captures.forEach((name) => names.add(name));
    else if (at.kind !== 'not') at.children.forEach(walk);
  };
  walk(condition);
  return names;
}
