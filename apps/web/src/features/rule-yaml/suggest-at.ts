import { type Completions, completionsFor } from '@virlab/policy';
import { cursorPlace } from './cursor-place';

/** What the page knows by name, for the editor to suggest. */
export type NamesOf = (
  wanted: NonNullable<Completions['wants']>,
  attr: string | undefined,
) => readonly { value: string; title?: string; detail?: string }[];

/** One suggestion of the editor. */
export interface YamlSuggestion {
  label: string;
  /** What is written, when it is another text than the label. */
  apply?: string;
  detail?: string;
  info?: string;
  type: 'property' | 'keyword' | 'text';
}

/** What may be written at a place of a rule's text, and from where on it stands for what is typed. */
export function suggestAt(
  text: string,
  offset: number,
  namesOf: NamesOf,
): { from: number; options: YamlSuggestion[] } | undefined {
  const place = cursorPlace(text, offset);
  if (!place) return undefined;
  const { path, kind, from, data, isFlow } = place;
  const { fields, values, wants, attr } = completionsFor(path, data);
  const options: YamlSuggestion[] = [];
  if (kind !== 'value')
    for (const { label, doc } of fields)
      options.push({ label, apply: `${label}: `, type: 'property', ...(doc ? { info: doc } : {}) });
  if (kind !== 'field') {
    for (const { label, doc } of values)
      options.push({ label, type: 'keyword', ...(doc ? { info: doc } : {}) });
    for (const { value, title, detail } of wants ? namesOf(wants, attr) : [])
      options.push({
        label: value,
        type: 'text',
        ...(written(value, isFlow) === value ? {} : { apply: written(value, isFlow) }),
        ...(title && title !== value ? { info: title } : {}),
        ...(detail ? { detail } : {}),
      });
  }
  return options.length === 0 ? undefined : { from, options };
}

/** A text as YAML takes it for a text. */
function written(value: string, isFlow: boolean): string {
  const isPlain =
    /^[\p{L}_/][^\n]*$/u.test(value) &&
    !/: |:$| #|\s$/.test(value) &&
    !(isFlow && /[,[\]{}]/.test(value)) &&
    !/^(true|false|null|yes|no|on|off|~)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
