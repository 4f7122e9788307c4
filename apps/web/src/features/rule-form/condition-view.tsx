import { Chip } from '@virlab/ui';
import { IconCode, IconX } from '@tabler/icons-react';
import { ActionIcon } from '@mantine/core';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { removeCondition } from './document/condition-edits';
import type { ConditionNode, GroupNode } from './document/condition-tree';
import { pathText } from './document/parse-rule';
import { GroupBox } from './group-box';
import classes from './rule-form.module.css';
import { useRuleForm } from './rule-form-context';
import { TestRow } from './test-row';

/** Where a condition stands in what is drawn. */
export interface Seat {
  node: ConditionNode;
  parent: GroupNode | undefined;
  /** Groups around it that are drawn. */
  depth: number;
  /** True under an odd number of "not". */
  isNegated: boolean;
}

/** Groups that are drawn inside each other; what is deeper has a page of its own. */
export const MAX_DRAWN_DEPTH = 8;

/** One condition, whatever it is. */
export function ConditionView(seat: Seat) {
  const { node, parent, depth } = seat;
  const { staff } = useTexts();
  const { addressOf, apply, isFixed } = useRuleForm();
  const format = useFormat();
  const texts = staff.rule;
  if (node.kind === 'test') return <TestRow {...seat} node={node} />;
  if (node.kind === 'group' && depth < MAX_DRAWN_DEPTH) return <GroupBox {...seat} node={node} />;
  const remove = () => {
    const { edits, at } = removeCondition(node, parent);
    apply(edits, { focus: at, say: texts.announce.removed });
  };
  return (
    <div className={classes.odd} data-place={pathText(node.path)} tabIndex={-1}>
      {node.kind === 'group' ? (
        <p>
          {texts.deep(format.number(node.children.length))}{' '}
          <Link to={addressOf(node.path)}>{texts.openAlone}</Link>
        </p>
      ) : node.kind === 'always' ? (
        <p>{texts.everybody}</p>
      ) : (
        <p>
          <Chip tone="hold">
            <IconCode size={14} stroke={1.75} aria-hidden="true" />
            {texts.onlyYaml}
          </Chip>{' '}
          {texts.onlyYamlWhy}
        </p>
      )}
      {parent && !isFixed ? (
        <ActionIcon aria-label={texts.removeCondition} onClick={remove}>
          <IconX size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      ) : null}
    </div>
  );
}
