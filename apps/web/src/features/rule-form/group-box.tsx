import { ActionIcon, Button } from '@mantine/core';
import { IconCalendarTime, IconPlus, IconX } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import { Choice } from './choice';
import { ConditionView, type Seat } from './condition-view';
import { ConditionMenu } from './condition-menu';
import { addCondition, EMPTY_TEST, regroup, removeCondition } from './document/condition-edits';
import type { GroupKind, GroupNode } from './document/condition-tree';
import { pathText } from './document/parse-rule';
import classes from './rule-form.module.css';
import { findingAt, useRuleForm } from './rule-form-context';
import { useConditionKeys } from './use-condition-keys';

const KINDS: readonly GroupKind[] = ['all', 'any', 'not'];
const OFFICE_HOURS = {
  op: 'timeWithin',
  window: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
};

/** Conditions that belong together: how they count in words, each of them, and what can be put to them. */
export function GroupBox({ node, parent, depth, isNegated }: Seat & { node: GroupNode }) {
  const { staff } = useTexts();
  const texts = staff.rule;
  const { apply, isFixed, findings, isTried } = useRuleForm();
  const onKeyDown = useConditionKeys({ node, parent });
  const { group, children, listPath } = node;
  const words =
    group === 'not' && listPath && children.length !== 1 ? texts.groupWords.notAny : texts.groupWords[group];
  const add = (value: unknown, say: string) => {
    const { edits, at } = addCondition(node, value);
    apply(edits, { focus: at, say });
  };
  const remove = () => {
    const { edits, at } = removeCondition(node, parent);
    apply(edits, { focus: at, say: texts.announce.removed });
  };
  const fault = findingAt(findings, listPath ?? node.path) ?? findingAt(findings, node.path);
  return (
    <div
      role="group"
      aria-label={`${texts.groups[group]} ${words}`}
      className={classes.group}
      data-group={group}
      data-place={pathText(node.path)}
    >
      <div className={classes.groupHead} onKeyDown={onKeyDown}>
        {parent ? <ConditionMenu node={node} parent={parent} /> : null}
        <Choice
          className={classes.groupKind}
          aria-label={texts.groupKind}
          data-field="group"
          value={group}
          disabled={isFixed}
          data={KINDS.map((value) => ({ value, label: texts.groups[value] }))}
          onChange={(event) => {
            const { edits, at } = regroup(node, event.currentTarget.value as GroupKind);
            apply(edits, { focus: at, field: 'group' });
          }}
        />
        <span className="vl-muted">{words}</span>
        {parent && !isFixed ? (
          <ActionIcon className={classes.end} aria-label={texts.removeGroup} onClick={remove}>
            <IconX size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        ) : null}
      </div>
      {children.length === 0 ? <p className={classes.nobody}>{parent ? '' : texts.nobodyYet}</p> : null}
      {children.map((child, index) => (
        <ConditionView
          key={index}
          node={child}
          parent={node}
          depth={depth + 1}
          isNegated={isNegated !== (group === 'not')}
        />
      ))}
      {fault && (isTried || fault.severity === 'warning') && children.length > 0 ? (
        <p className={classes.fault} data-severity={fault.severity}>
          {texts.finding[fault.code] ?? fault.message}
        </p>
      ) : null}
      {isFixed ? null : (
        <div className={classes.adds}>
          <Button
            size="xs"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => add(EMPTY_TEST, texts.announce.added)}
          >
            {texts.addCondition}
          </Button>
          <Button
            size="xs"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => add({ any: [EMPTY_TEST] }, texts.announce.groupAdded)}
          >
            {texts.addGroup}
          </Button>
          <Button
            size="xs"
            leftSection={<IconCalendarTime size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => add(OFFICE_HOURS, texts.announce.added)}
          >
            {texts.addWindow}
          </Button>
        </div>
      )}
    </div>
  );
}
