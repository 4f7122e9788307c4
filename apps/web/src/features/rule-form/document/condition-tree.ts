import { dataAt, type RulePath } from './parse-rule';

/** How the parts of a group count: all must be true, one is enough, or none may be true. */
export type GroupKind = 'all' | 'any' | 'not';

/** One test of one attribute (or of the time) as its fields say it. */
export interface TestNode {
  kind: 'test';
  /** Place of the test itself. */
  path: RulePath;
  /** Place of all that belongs to it: of the test, or of what says "…or it was not released" around it. */
  wholePath: RulePath;
  test: Record<string, unknown>;
  op: string;
  attr: string;
  /** Whether it says what happens when the attribute was not released; `never` when it cannot be missing. */
  released: 'said' | 'unsaid' | 'never';
}

/** Conditions that belong together. */
export interface GroupNode {
  kind: 'group';
  group: GroupKind;
  path: RulePath;
  wholePath: RulePath;
  /** Place of the list that holds its parts; absent while a `not` holds its only one itself. */
  listPath?: RulePath;
  children: ConditionNode[];
}

/** What a form can draw of a condition; the rest stays as YAML. */
export type ConditionNode =
  | TestNode
  | GroupNode
  | { kind: 'always'; path: RulePath; wholePath: RulePath }
  | { kind: 'unknown'; path: RulePath; wholePath: RulePath };

/** Fields that a form has a control for. */
const FIELDS: ReadonlySet<string> = new Set([
  'attr',
  'op',
  'value',
  'values',
  'ci',
  'part',
  'quantifier',
  'extract',
  'window',
]);

/** Reads the condition at a path of a rule's data as a form draws it; never throws. */
export function readCondition(data: unknown, path: RulePath): ConditionNode {
  return read(dataAt(data, path), path, false);
}

function read(raw: unknown, path: RulePath, isNegated: boolean): ConditionNode {
  const unknown = { kind: 'unknown', path, wholePath: path } as const;
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return unknown;
  const keys = Object.keys(raw);
  const [key = ''] = keys;
  const content = dataAt(raw, [key]);
  if (keys.includes('op') || keys.includes('attr')) return readTest(raw, path) ?? unknown;
  if (keys.length !== 1) return unknown;
  if (key === 'always') return content === true ? { kind: 'always', path, wholePath: path } : unknown;
  if (key === 'not') return readNot(content, path, isNegated);
  if ((key !== 'all' && key !== 'any') || !Array.isArray(content)) return unknown;
  const said = readSaid(content, path, key, isNegated);
  if (said) return said;
  const children = content.map((item, index) => read(item, [...path, key, index], isNegated));
  return { kind: 'group', group: key, path, wholePath: path, listPath: [...path, key], children };
}

function readNot(content: unknown, path: RulePath, isNegated: boolean): ConditionNode {
  const inner = [...path, 'not'];
  const any = dataAt(content, ['any']);
  const isList =
    typeof content === 'object' &&
    content !== null &&
    Array.isArray(any) &&
    Object.keys(content).length === 1;
  const group = { kind: 'group', group: 'not', path, wholePath: path } as const;
  if (isList) {
    const listPath = [...inner, 'any'];
    return {
      ...group,
      listPath,
      children: any.map((item, index) => read(item, [...listPath, index], !isNegated)),
    };
  }
  return { ...group, children: [read(content, inner, !isNegated)] };
}

/**
 * "…or it was not released": `any` of a test (or of its negation) and `absent` of the same attribute. Inside a negation
 * it is the other way round: `all` of the test and `present`, so that an attribute that is missing does not fit.
 */
function readSaid(
  content: readonly unknown[],
  path: RulePath,
  key: 'all' | 'any',
  isNegated: boolean,
): ConditionNode | undefined {
  const word = key === 'any' ? 'absent' : 'present';
  if (content.length !== 2 || (key === 'all') !== isNegated) return undefined;
  const at = content.findIndex(
    (item) => dataAt(item, ['op']) === word && Object.keys(item as object).length === 2,
  );
  if (at < 0) return undefined;
  const inner = read(content[1 - at], [...path, key, 1 - at], isNegated);
  const attr = dataAt(content[at], ['attr']);
  if (inner.kind === 'test' && inner.attr === attr && inner.released === 'unsaid')
    return { ...inner, wholePath: path, released: 'said' };
  if (inner.kind !== 'group' || inner.group !== 'not' || inner.listPath || isNegated) return undefined;
  const [only] = inner.children;
  if (only?.kind !== 'test' || only.attr !== attr || only.released !== 'unsaid') return undefined;
  return { ...inner, wholePath: path, children: [{ ...only, released: 'said' }] };
}

function readTest(raw: object, path: RulePath): TestNode | undefined {
  if (Object.keys(raw).some((key) => !FIELDS.has(key))) return undefined;
  const test = raw as Record<string, unknown>;
  const { op, attr } = test;
  if (typeof op !== 'string' || (attr !== undefined && typeof attr !== 'string')) return undefined;
  if (!isDrawable(test)) return undefined;
  const name = attr ?? '';
  return {
    kind: 'test',
    path,
    wholePath: path,
    test,
    op,
    attr: name,
    released: canMiss(op, name) ? 'unsaid' : 'never',
  };
}

function isDrawable({ value, values, window, extract }: Record<string, unknown>): boolean {
  const isPlain = (one: unknown) =>
    typeof one === 'string' || typeof one === 'number' || one === undefined || one === null;
  const isWindow =
    window === undefined || (typeof window === 'object' && window !== null && !Array.isArray(window));
  const isList = values === undefined || (Array.isArray(values) && values.every((one) => isPlain(one)));
  return isPlain(value) && isPlain(extract) && isList && isWindow;
}

/** True for a test that is neither true nor false of a person whose provider did not release the attribute. */
export function canMiss(op: string, attr: string): boolean {
  return !['present', 'absent', 'timeWithin'].includes(op) && !isVirtualName(attr);
}

function isVirtualName(attr: string): boolean {
  return attr === 'now' || /^(idp|authn|session|lti)\./.test(attr);
}

/** How deep groups stand in each other: 1 for a condition without one inside. */
export function depthOf(node: ConditionNode): number {
  return node.kind === 'group' ? 1 + Math.max(0, ...node.children.map(depthOf)) : 0;
}
