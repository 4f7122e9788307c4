import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** Each rule of a published policy as its author wrote it, comments included, by rule id. */
export function ruleSources(source: string): Map<string, string> {
  const rules = parseDocument(source, { logLevel: 'silent' }).get('rules');
  const found = new Map<string, string>();
  if (!isSeq(rules)) return found;
  for (const rule of rules.items) {
    if (!isMap(rule) || !rule.range) continue;
    const id = rule.items.find(({ key }) => isScalar(key) && key.value === 'id')?.value;
    if (!isScalar(id) || typeof id.value !== 'string') continue;
    const [start, end] = rule.range;
    const column = start - (source.lastIndexOf('\n', start - 1) + 1);
    found.set(id.value, dedent(source.slice(start, end), column));
  }
  return found;
}

/** Takes the blanks away that stood before every line but the first. */
function dedent(text: string, column: number): string {
  const blanks = new RegExp(`^ {1,${Math.max(1, column)}}`);
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.replace(blanks, '')))
    .join('\n')
    .trimEnd();
}
