import type { JobAction } from '@virlab/contracts';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconClockPlus, IconPlayerPlay, IconPower, IconRestore } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';

const STEPS = [
  { action: 'start', Icon: IconPlayerPlay },
  { action: 'shutdown', Icon: IconPower },
  { action: 'revert', Icon: IconRestore },
  { action: 'extend', Icon: IconClockPlus },
] as const;

export interface JobStepsProps {
  onChoose: (action: JobAction) => void;
  isAsking: boolean;
}

/** What can be asked of a selection, as quiet buttons. */
export function JobButtons({ onChoose, isAsking }: JobStepsProps) {
  const word = useWord();
  return STEPS.map(({ action, Icon }) => (
    <Button
      key={action}
      variant="subtle"
      size="xs"
      aria-disabled={isAsking}
      leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
      onClick={() => isAsking || onChoose(action)}
    >
      {word(action)}
    </Button>
  ));
}

/** What can be asked of everybody in the class. */
export function JobMenu({ onChoose, isAsking }: JobStepsProps) {
  const { all } = useTexts().staff.class.job;
  const word = useWord();
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          aria-disabled={isAsking}
          rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden="true" />}
        >
          {all}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {STEPS.map(({ action, Icon }) => (
          <Menu.Item
            key={action}
            leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => isAsking || onChoose(action)}
          >
            {word(action)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useWord() {
  const { machines, staff } = useTexts();
  return (action: (typeof STEPS)[number]['action']) =>
    action === 'extend' ? staff.class.job.extend : machines.actions[action];
}
