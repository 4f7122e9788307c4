import type { KeyboardEvent } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { duplicateCondition, moveCondition } from './document/condition-edits';
import type { ConditionNode, GroupNode } from './document/condition-tree';
import { useRuleForm } from './rule-form-context';

/** What can be done with a condition as a whole; each is undefined where it cannot be done. */
export function useConditionSteps(node: ConditionNode, parent: GroupNode | undefined) {
  const { staff } = useTexts();
  const { announce } = staff.rule;
  const format = useFormat();
  const { apply, isFixed } = useRuleForm();
  const move = (by: -1 | 1) => {
    const step = parent && !isFixed ? moveCondition(node, parent, by) : undefined;
    if (!step || !parent) return undefined;
    const place = format.number(parent.children.indexOf(node) + by + 1);
    const say = announce.moved(place, format.number(parent.children.length));
    return (field?: string) => apply(step.edits, { focus: step.at, say, ...(field ? { field } : {}) });
  };
  const duplicate = () => {
    if (!parent || isFixed) return undefined;
    const { edits, at } = duplicateCondition(node, parent);
    return () => apply(edits, { focus: at, say: announce.duplicated });
  };
  return { up: move(-1), down: move(1), duplicate: duplicate() };
}

/** Alt and an arrow move a condition, Ctrl+D duplicates it. */
export function useConditionKeys({ node, parent }: { node: ConditionNode; parent: GroupNode | undefined }) {
  const { up, down, duplicate } = useConditionSteps(node, parent);
  return (event: KeyboardEvent) => {
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd';
    const step = event.altKey ? { ArrowUp: up, ArrowDown: down }[event.key] : isCopy ? duplicate : undefined;
    const isMeant = isCopy || (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown'));
    if (!isMeant) return;
    event.preventDefault();
    event.stopPropagation();
    const field = event.target instanceof HTMLElement ? event.target.dataset.field : undefined;
    step?.(field);
  };
}
