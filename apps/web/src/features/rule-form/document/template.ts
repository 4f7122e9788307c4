import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import { columnAt, locate } from './locate';
import { dataAt, type ParsedRule, type RuleData, type RulePath } from './parse-rule';

/** Stands for what the rule has at a path already: kept letter by letter, with its comments. */
export class Kept {
  constructor(readonly path: RulePath) {}
}

/** What to write: plain data, with parts of the rule inside it. */
export type Template = unknown;

/** The same as plain data. */
export function templateData(template: Template, data: RuleData): unknown {
  if (template instanceof Kept) return structuredClone(dataAt(data, template.path));
  if (Array.isArray(template)) return template.map((item) => templateData(item, data));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, templateData(value, data)]));
}

/** A text for a place in the rule, and whether it stands on lines of its own (`block`) or within one. */
export interface Written {
  text: string;
  isBlock: boolean;
}

/**
 * Writes a template for a place whose first character stands in `column`.
 *
 * @param inFlow - true inside braces or brackets, where everything has to be written so
 * @returns undefined when a part that is kept cannot be put there as it is
 */
export function writeTemplate(
  template: Template,
  column: number,
  inFlow: boolean,
  rule: ParsedRule,
): Written | undefined {
  if (template instanceof Kept) return writeKept(template, column, inFlow, rule);
  if (!hasKept(template)) return writePlain(template, column, inFlow);
  if (inFlow) return writeInFlow(template, column, rule);
  const pad = ' '.repeat(column);
  if (Array.isArray(template)) {
    const items = template.map((item) => writeTemplate(item, column + 2, false, rule)?.text);
    if (items.includes(undefined)) return undefined;
    return { text: items.map((item) => `- ${item ?? ''}`).join(`\n${pad}`), isBlock: true };
  }
  const fields: string[] = [];
  for (const [key, value] of Object.entries(template as object)) {
    const written = writeTemplate(value, column + 2, false, rule);
    if (!written) return undefined;
    fields.push(`${key}:${written.isBlock ? `\n${pad}  ` : ' '}${written.text}`);
  }
  return { text: fields.join(`\n${pad}`), isBlock: true };
}

function writeInFlow(template: Template, column: number, rule: ParsedRule): Written | undefined {
  const inside = (value: Template) => writeTemplate(value, column, true, rule)?.text;
  const isList = Array.isArray(template);
  const parts = Object.entries(template as object).map(([key, value]) => {
    const text = inside(value);
    return text === undefined ? undefined : isList ? text : `${key}: ${text}`;
  });
  if (parts.includes(undefined)) return undefined;
  return { text: isList ? `[ ${parts.join(', ')} ]` : `{ ${parts.join(', ')} }`, isBlock: false };
}

function hasKept(template: Template): boolean {
  if (template instanceof Kept) return true;
  return typeof template === 'object' && template !== null && Object.values(template).some(hasKept);
}

function writeKept({ path }: Kept, column: number, inFlow: boolean, rule: ParsedRule): Written | undefined {
  const place = locate(rule, path);
  if (!place?.node || (inFlow && !place.isFlow)) return undefined;
  const own = rule.text.slice(place.from, place.to);
  const by = column - columnAt(rule.text, place.from);
  return { text: shift(own, by), isBlock: !place.isFlow };
}

/** Moves all lines but the first to the right, or to the left by as much as they have. */
function shift(text: string, by: number): string {
  if (by >= 0) return text.replaceAll(/\n(?!\r?\n|$)/g, `\n${' '.repeat(by)}`);
  return text.replaceAll(new RegExp(`\\n {0,${-by}}`, 'g'), '\n');
}

/** Fields of the small groups inside effects, which stand on one line. */
const PARTS: ReadonlySet<string> = new Set([
  'vms',
  'vcpu',
  'memoryMiB',
  'hours',
  'ref',
  'template',
  'createIfMissing',
  'leaseDays',
  'pool',
  'class',
  'role',
]);

function writePlain(value: unknown, column: number, inFlow: boolean): Written {
  const document = new Document(value, { aliasDuplicateObjects: false, version: '1.2', schema: 'core' });
  visit(document, {
    Collection(_key, node) {
      if (inFlow) node.flow = true;
      else if (isMap(node)) {
        const isFlat = node.items.every(
          ({ value: item }) => isScalar(item) || (isSeq(item) && item.items.every((one) => isScalar(one))),
        );
        const keys = node.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
        const isTest = isFlat && keys.some((key) => key === 'op' || key === 'always');
        const isWindow = keys.some((key) => WINDOW.has(key)) && keys.every((key) => WINDOW.has(key));
        if (isTest || isWindow || (keys.length > 0 && isFlat && keys.every((key) => PARTS.has(key))))
          node.flow = true;
        if (keys.includes('window')) node.flow = true;
      } else if (isSeq(node) && node.items.every((item) => isScalar(item))) node.flow = true;
    },
    Scalar(_key, node) {
      if (typeof node.value === 'string' && node.value.includes('\n') && inFlow) node.type = 'QUOTE_DOUBLE';
    },
  });
  const plain = document.toString({ lineWidth: 0, flowCollectionPadding: true }).trimEnd();
  const contents = document.contents;
  const isBlock =
    !isScalar(contents) &&
    (isMap(contents) || isSeq(contents)) &&
    contents.flow !== true &&
    contents.items.length > 0;
  return { text: shift(plain, column), isBlock };
}

/** Fields of a time window. */
const WINDOW: ReadonlySet<string> = new Set(['days', 'from', 'to', 'firstDay', 'lastDay', 'timezone']);
