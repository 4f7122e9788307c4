import type { PolicyCaseResult } from '@virlab/contracts';
import type { CasesTexts } from '../../texts/staff/policy/cases-en';

type Difference = PolicyCaseResult['differences'][number];

/** What came out otherwise than expected, as one sentence. */
export function differenceWords(texts: CasesTexts, { path, expected, actual }: Difference): string {
  const place = texts.place[path] ?? path;
  if (path.startsWith('lacks.')) return texts.unwanted(place, shown(texts, actual));
  return texts.difference(place, shown(texts, expected), shown(texts, actual));
}

/** A value that the engine wrote as JSON, for people. */
function shown(texts: CasesTexts, text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text === '' ? texts.nothing : text;
  }
  if (value === null || (Array.isArray(value) && value.length === 0)) return texts.nothing;
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}
