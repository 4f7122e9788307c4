import type { Machine } from '@virlab/contracts';
import { StateWord } from '@virlab/ui';
import { useTexts } from '../../texts/texts-provider';

/** The state of a machine, with the stage of a running start: "Starting, powering on". */
export function MachineStateWord({ machine }: { machine: Machine }) {
  const { states, machines } = useTexts();
  const stage = machine.state === 'starting' ? machine.start?.stage : undefined;
  const word = states[machine.state];
  return (
    <StateWord state={machine.state}>
      {stage ? `${word}, ${lower(machines.stageNow(stage))}` : word}
    </StateWord>
  );
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
