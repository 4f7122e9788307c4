import type { Machine } from '@virlab/contracts';
import { Button, Tooltip } from '@mantine/core';
import { IconPlayerPlay, IconTerminal2 } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { MachineActions } from '../../features/machine-actions/use-machine-actions';
import { stepBeforeOpening, stepRefusal } from '../../features/machine-actions/primary-step';
import { useTexts } from '../../texts/texts-provider';

export interface OpenButtonProps {
  machine: Machine;
  actions: MachineActions;
  /** The one filled button of the page. */
  filled?: boolean;
}

/** One click to the machine's page; what is off is started, what is paused goes on. */
export function OpenButton({ machine, actions, filled = false }: OpenButtonProps) {
  const { machines: texts } = useTexts();
  const navigate = useNavigate();
  const step = stepBeforeOpening(machine);
  const reason = stepRefusal(machine);
  const refusal = reason ? texts.refusal(reason, step) : undefined;
  const size = filled ? 18 : 16;
  const icon = step ? (
    <IconPlayerPlay size={size} stroke={1.75} aria-hidden="true" />
  ) : machine.state === 'running' ? (
    <IconTerminal2 size={size} stroke={1.75} aria-hidden="true" />
  ) : null;
  const open = async () => {
    if (refusal) return;
    if (step && !(await actions.ask(step))) return;
    await navigate(`/machines/${machine.id}`);
  };
  return (
    <Tooltip
      label={refusal}
      disabled={!refusal}
      multiline
      maw={280}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Button
        variant={filled ? 'filled' : 'default'}
        size={filled ? 'lg' : 'sm'}
        leftSection={icon}
        aria-disabled={refusal ? true : undefined}
        aria-description={refusal}
        data-testid="open-machine"
        onClick={() => void open()}
      >
        {texts.primary[machine.state]}
      </Button>
    </Tooltip>
  );
}
