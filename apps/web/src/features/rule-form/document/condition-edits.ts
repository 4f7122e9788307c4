import type { ConditionNode, GroupKind, GroupNode, TestNode } from './condition-tree';
import { canMiss } from './condition-tree';
import { type Edit, isSame } from './edit-rule';
import { testOf } from './operands';
import type { RulePath } from './parse-rule';
import { Kept } from './template';

/** A condition that nobody has filled in. */
export const EMPTY_TEST = { attr: '', op: 'equals', value: '' };

/** What changes, and where the condition stands that the person works on afterwards. */
export interface Step {
  edits: Edit[];
  at: RulePath;
}

/** Puts a condition into a group, before its part number `index`; the end when absent. */
export function addCondition(group: GroupNode, value: unknown, index = group.children.length): Step {
  const { listPath, path, children } = group;
  if (listPath) return { edits: [{ do: 'insert', path: listPath, index, value }], at: [...listPath, index] };
  // A "not" that holds its only condition itself: from now on none of them may be true.
  const inner = [...path, 'not'];
  const kept = new Kept(inner);
  const list = children.length === 0 ? [value] : index === 0 ? [value, kept] : [kept, value];
  return {
    edits: [{ do: 'put', path: inner, value: { any: list } }],
    at: [...inner, 'any', index === 0 ? 0 : list.length - 1],
  };
}

/** Takes a condition out of its group; an emptied group inside another goes with it. */
export function removeCondition(node: ConditionNode, parent: GroupNode | undefined): Step {
  if (!parent) return { edits: [{ do: 'put', path: ['when'], value: { all: [] } }], at: ['when'] };
  if (parent.children.length > 1 || (parent.listPath && parent.path.length === 1))
    return { edits: [{ do: 'remove', path: node.wholePath }], at: parent.path };
  if (parent.path.length === 1)
    return { edits: [{ do: 'put', path: parent.path, value: { all: [] } }], at: parent.path };
  return { edits: removePart(parent.wholePath), at: parent.wholePath.slice(0, -2) };
}

/** Takes away an item of a list, or everything under a `not` (which then holds nothing yet). */
function removePart(path: RulePath): Edit[] {
  return typeof path.at(-1) === 'number'
    ? [{ do: 'remove', path }]
    : [{ do: 'put', path, value: { any: [] } }];
}

/** Puts a copy of a condition, letter by letter, right behind it. */
export function duplicateCondition(node: ConditionNode, parent: GroupNode): Step {
  return addCondition(parent, new Kept(node.wholePath), parent.children.indexOf(node) + 1);
}

/** Moves a condition one place up (-1) or down (1) inside its group; undefined at the end. */
export function moveCondition(node: ConditionNode, parent: GroupNode, by: -1 | 1): Step | undefined {
  const from = parent.children.indexOf(node);
  const to = from + by;
  if (!parent.listPath || to < 0 || to >= parent.children.length) return undefined;
  return {
    edits: [{ do: 'swap', path: parent.listPath, index: Math.min(from, to) }],
    at: [...parent.listPath, to, ...node.path.slice(node.wholePath.length)],
  };
}

/** Lets a group count in another way, with the same parts. */
export function regroup(node: GroupNode, to: GroupKind): Step {
  const parts = node.children.map(({ wholePath }) => new Kept(wholePath));
  const [only] = node.children;
  const isOne = parts.length === 1 && only !== undefined;
  // "Not" of one test is written without a list, as people say it.
  const value = to === 'not' ? { not: isOne ? parts[0] : { any: parts } } : { [to]: parts };
  return { edits: [{ do: 'put', path: node.wholePath, value }], at: node.wholePath };
}

/**
 * Says, or no longer says, "…or it was not released" of a test.
 *
 * @param parent - the group that it stands in
 * @param isNegated - true when it stands under an odd number of `not`
 */
export function setReleased(
  node: TestNode,
  parent: GroupNode | undefined,
  isNegated: boolean,
  said: boolean,
): Step {
  const isLoneNot = parent?.group === 'not' && !parent.listPath && isNegated;
  if (said) {
    const absent = { attr: node.attr, op: isNegated && !isLoneNot ? 'present' : 'absent' };
    const around = isLoneNot && parent ? parent.path : node.path;
    const key = isNegated && !isLoneNot ? 'all' : 'any';
    const inside = isLoneNot ? [key, 0, 'not'] : [key, 0];
    return {
      edits: [{ do: 'put', path: around, value: { [key]: [new Kept(around), absent] } }],
      at: [...around, ...inside],
    };
  }
  const { whole, inner } = saidAround(node, parent) ?? { whole: node.wholePath, inner: node.path };
  return {
    edits: [{ do: 'put', path: whole, value: new Kept(inner) }],
    at: [...whole, ...node.path.slice(inner.length)],
  };
}

/** Lets a test ask in another way: fields that both ways have stay, the others go. */
export function changeOp(node: TestNode, parent: GroupNode | undefined, op: string): Edit[] {
  const { test, path } = node;
  const next = testOf(op, test);
  const edits: Edit[] = [];
  for (const key of Object.keys(test)) if (!(key in next)) edits.push({ do: 'remove', path: [...path, key] });
  for (const [key, value] of Object.entries(next))
    if (!isSame(test[key], value)) edits.push({ do: 'put', path: [...path, key], value });
  const said = saidAround(node, parent);
  if (said && !canMiss(op, node.attr))
    edits.push({ do: 'put', path: said.whole, value: new Kept(said.inner) });
  return edits;
}

/** Lets a test ask another attribute; what is said of it not being released goes along. */
export function changeAttr(node: TestNode, parent: GroupNode | undefined, attr: string): Edit[] {
  const edits: Edit[] = [{ do: 'put', path: [...node.path, 'attr'], value: attr }];
  const said = saidAround(node, parent);
  if (!said) return edits;
  if (!canMiss(node.op, attr))
    return [...edits, { do: 'put', path: said.whole, value: new Kept(said.inner) }];
  const [key = '', at] = said.inner.slice(said.whole.length);
  return [...edits, { do: 'put', path: [...said.whole, key, 1 - Number(at), 'attr'], value: attr }];
}

/** What says "…or it was not released" around a test: around the test itself, or around the "not" that holds it. */
function saidAround(
  node: TestNode,
  parent: GroupNode | undefined,
): { whole: RulePath; inner: RulePath } | undefined {
  if (node.released !== 'said') return undefined;
  const isAroundNot = parent !== undefined && parent.wholePath.length < parent.path.length;
  return isAroundNot
    ? { whole: parent.wholePath, inner: parent.path }
    : { whole: node.wholePath, inner: node.path };
}
