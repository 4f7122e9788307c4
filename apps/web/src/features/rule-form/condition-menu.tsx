import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconGripVertical, IconSitemap } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTexts } from '../../texts/texts-provider';
import type { ConditionNode, GroupNode } from './document/condition-tree';
import { Kept } from './document/template';
import classes from './rule-form.module.css';
import { useRuleForm } from './rule-form-context';
import { useConditionSteps } from './use-condition-keys';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

/** What else can be done with a condition, for who does not use the keys. */
export function ConditionMenu({ node, parent, onReadings }: ConditionMenuProps) {
  const { staff } = useTexts();
  const texts = staff.rule;
  const { apply, isFixed, addressOf } = useRuleForm();
  const { up, down, duplicate } = useConditionSteps(node, parent);
  const wrap = () =>
    apply([{ do: 'put', path: node.wholePath, value: { any: [new Kept(node.wholePath)] } }], {
      focus: node.wholePath,
      say: texts.announce.groupAdded,
    });
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon
          className={classes.grip}
          aria-label={node.kind === 'group' ? texts.groupMenu : texts.conditionMenu}
          disabled={isFixed}
        >
          <IconGripVertical {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp {...icon} />} disabled={!up} onClick={() => up?.()}>
          {texts.moveUp}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown {...icon} />} disabled={!down} onClick={() => down?.()}>
          {texts.moveDown}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => duplicate?.()}>
          {texts.duplicate}
        </Menu.Item>
        <Menu.Divider />
        {onReadings ? <Menu.Item onClick={onReadings}>{texts.readings}</Menu.Item> : null}
        <Menu.Item leftSection={<IconSitemap {...icon} />} onClick={wrap}>
          {texts.intoGroup}
        </Menu.Item>
        {node.kind === 'group' ? (
          <Menu.Item component={Link} to={addressOf(node.path)}>
            {texts.openAlone}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ConditionMenuProps {
  node: ConditionNode;
  parent: GroupNode;
  /** Shows how values are compared. */
  onReadings?: (() => void) | undefined;
}
