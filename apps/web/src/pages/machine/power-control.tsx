import type { Machine } from '@virlab/contracts';
import { type PowerAction, PowerMenu } from '@virlab/ui';
import type { MachineActions } from '../../features/machine-actions/use-machine-actions';
import { useTexts } from '../../texts/texts-provider';

/** The split button at the right of the head; where the screen is gone, its first half is the filled way back. */
export function PowerControl({ machine, actions }: { machine: Machine; actions: MachineActions }) {
  const { machines: texts } = useTexts();
  const opens = machine.state === 'stopped' || machine.state === 'paused' || machine.state === 'failed';
  const word = machine.state === 'failed' ? texts.page.tryStartAgain : texts.primary[machine.state];
  const primary: PowerAction = opens ? { ...actions.likely, word } : actions.likely;
  return (
    <PowerMenu
      primary={primary}
      filled={opens}
      actions={actions.others}
      moreLabel={texts.more(machine.title)}
      iconOnPhones={!opens}
    />
  );
}
