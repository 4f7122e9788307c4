import type { DryRun } from '@virlab/contracts';
import { Card, CardList } from '@virlab/ui';
import { IconBolt } from '@tabler/icons-react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-dry-run.module.css';

/** Running machines, open consoles and people whom publishing would touch at once. */
export function TouchesCard({ touches }: { touches: DryRun['touches'] }) {
  const { touches: texts } = useTexts().staff.dryRun;
  const format = useFormat();
  const { runningMachines: machines, openConsoles: consoles, newPeople, graceDays } = touches;
  const days = graceDays.filter((count) => count > 0);
  const grace = format.list(days.map((count) => texts.days(format.number(count), count === 1)));
  const isOne = machines === 1;
  const machineFate =
    days.length === 0
      ? isOne
        ? texts.noGraceOne
        : texts.noGrace
      : isOne
        ? texts.graceOne(grace)
        : texts.grace(grace);
  return (
    <Card title={texts.title} icon={<IconBolt size={18} stroke={1.75} aria-hidden="true" />}>
      <div className={classes.touches}>
        <CardList>
          {machines > 0 ? (
            <li>
              <b>{texts.machines(format.number(machines), isOne)}</b> {machineFate}
            </li>
          ) : null}
          {consoles > 0 ? (
            <li>
              <b>{texts.consoles(format.number(consoles), consoles === 1)}</b>{' '}
              {consoles === 1 ? texts.closeOne : texts.close}
            </li>
          ) : null}
          {machines + consoles === 0 ? <li>{texts.none}</li> : null}
          {newPeople > 0 ? (
            <li>
              <b>{texts.people(format.number(newPeople), newPeople === 1)}</b>{' '}
              {newPeople === 1 ? texts.appearOne : texts.appear}
            </li>
          ) : null}
        </CardList>
      </div>
    </Card>
  );
}
