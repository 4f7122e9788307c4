import type { Machine } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, Section } from '@virlab/ui';
import { IconPlayerPlay, IconPower } from '@tabler/icons-react';
import { useTerms } from '../../data/pools';
import { RefusalNote } from '../../features/machine-terms/refusal-note';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { MachineRow } from './machine-row';
import classes from './machines.module.css';

/** The machines of one lab, started and shut down as one. */
export function LabSection({ machines }: { machines: readonly Machine[] }) {
  const { terms: texts } = useTexts().machines;
  const format = useFormat();
  const [first] = machines;
  const { lab } = useTerms(first?.id ?? '');
  if (!first) return null;
  const may = (action: 'start' | 'shutdown') =>
    machines.some(({ actions }) => actions.some((one) => one.action === action && one.allowed));
  return (
    <Section title={first.pool.title}>
      <div className={classes.lab}>
        <p className="vl-small vl-muted">{texts.labOf(format.number(machines.length))}</p>
        <div className="vl-row">
          {may('start') ? (
            <Button
              leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden="true" />}
              loading={lab.isPending}
              onClick={() => lab.mutate('start')}
            >
              {texts.startLab}
            </Button>
          ) : null}
          {may('shutdown') ? (
            <Button
              variant="default"
              leftSection={<IconPower size={16} stroke={1.75} aria-hidden="true" />}
              loading={lab.isPending}
              onClick={() => lab.mutate('shutdown')}
            >
              {texts.stopLab}
            </Button>
          ) : null}
        </div>
        <RefusalNote error={lab.error} />
      </div>
      <Card>
        {machines.map((machine) => (
          <MachineRow key={machine.id} machine={machine} />
        ))}
      </Card>
    </Section>
  );
}

/** The machines of each lab together, in the order in which they come. */
export function labsOf(machines: readonly Machine[]): Machine[][] {
  const labs = new Map<string, Machine[]>();
  for (const machine of machines) {
    if (machine.lab === undefined) continue;
    labs.set(machine.lab, [...(labs.get(machine.lab) ?? []), machine]);
  }
  return [...labs.values()];
}
