import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCode,
  IconCopy,
  IconHelpCircle,
  IconPencil,
  IconToggleLeft,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTexts } from '../../texts/texts-provider';
import type { SaidRule } from './create-sayer';
import type { RuleActions } from './use-rule-changes';

export interface RuleMenuProps {
  said: SaidRule;
  mayEdit: boolean;
  actions: RuleActions;
  /** Absent while only some of the rules are shown. */
  onMove: ((id: string, by: 1 | -1) => void) | undefined;
  isYamlOpen: boolean;
  onYaml: () => void;
}

const ICON = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

/** The steps of a rule's menu; drawn inside an open one. */
export function RuleMenuItems({ said, mayEdit, actions, onMove, isYamlOpen, onYaml }: RuleMenuProps) {
  const { staff } = useTexts();
  const texts = staff.policy.list.rule;
  const { id, enabled } = said.rule;
  return (
    <>
      {mayEdit ? (
        <>
          <Menu.Item
            component={Link}
            to={`/policy/rules/${encodeURIComponent(id)}`}
            leftSection={<IconPencil {...ICON} />}
          >
            {texts.edit}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy {...ICON} />} onClick={() => actions.duplicate(id)}>
            {texts.duplicate}
          </Menu.Item>
          {onMove ? (
            <>
              <Menu.Item leftSection={<IconArrowUp {...ICON} />} onClick={() => onMove(id, -1)}>
                {texts.up}
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowDown {...ICON} />} onClick={() => onMove(id, 1)}>
                {texts.down}
              </Menu.Item>
            </>
          ) : null}
          <Menu.Item leftSection={<IconToggleLeft {...ICON} />} onClick={() => actions.enable(id, !enabled)}>
            {enabled ? texts.disable : texts.enable}
          </Menu.Item>
          <Menu.Divider />
        </>
      ) : null}
      <Menu.Item leftSection={<IconCode {...ICON} />} onClick={onYaml}>
        {isYamlOpen ? texts.hideYaml : texts.showYaml}
      </Menu.Item>
      {said.target ? (
        <Menu.Item
          component={Link}
          to={`/policy/why?${new URLSearchParams({ target: said.target })}`}
          leftSection={<IconHelpCircle {...ICON} />}
        >
          {texts.why}
        </Menu.Item>
      ) : null}
      {mayEdit ? (
        <Menu.Item leftSection={<IconTrash {...ICON} />} onClick={() => actions.remove(id)}>
          {texts.remove}
        </Menu.Item>
      ) : null}
    </>
  );
}
