import { ApiError } from '@virlab/api-client';
import type { Host, HostMode } from '@virlab/contracts';
import { NumberInput } from '@mantine/core';
import { ConfirmDialog, Note } from '@virlab/ui';
import { useState } from 'react';
import { useHostDrain, useHostSteps } from '../../data/hosts';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { fateWords } from './fate-words';
import classes from './host-mode.module.css';

const SHOWN = 8;
const USUAL_MINUTES = 10;

/** Asks before a host is drained or put into maintenance, and shows where each of its machines goes. */
export function ModeDialog({
  host,
  mode,
  onClose,
}: {
  host: Host;
  mode: Exclude<HostMode, 'active'>;
  onClose: () => void;
}) {
  const { shell, staff } = useTexts();
  const texts = staff.hosts.mode;
  const format = useFormat();
  const announce = useAnnounce();
  const [minutes, setMinutes] = useState<number | ''>(USUAL_MINUTES);
  const { setMode } = useHostSteps(host.id);
  const confirm = () =>
    setMode.mutate(
      { mode, ...(mode === 'maintenance' ? { minutes: minutes === '' ? USUAL_MINUTES : minutes } : {}) },
      {
        onSuccess: () => {
          announce(texts.done[mode](host.title));
          onClose();
        },
      },
    );
  const isDrain = mode === 'draining';
  return (
    <ConfirmDialog
      opened
      title={isDrain ? texts.drainTitle(host.title) : texts.maintainTitle(host.title)}
      confirm={isDrain ? texts.drain : texts.maintain}
      cancel={shell.cancel}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>
        {isDrain
          ? texts.drainMeans
          : texts.maintainMeans(format.number(minutes === '' ? USUAL_MINUTES : minutes))}
      </p>
      {isDrain ? null : (
        <NumberInput
          label={texts.minutes}
          min={1}
          max={1440}
          allowDecimal={false}
          value={minutes}
          onChange={(next) => setMinutes(next === '' ? '' : Number(next))}
        />
      )}
      <Fates hostId={host.id} />
      {setMode.error instanceof ApiError ? (
        <Note tone="bad" role="alert">
          {setMode.error.problem.detail ?? setMode.error.problem.title}
        </Note>
      ) : null}
    </ConfirmDialog>
  );
}

function Fates({ hostId }: { hostId: string }) {
  const { mode: texts } = useTexts().staff.hosts;
  const format = useFormat();
  const { data } = useHostDrain(hostId);
  if (!data) return <p className="vl-muted">{texts.looking}</p>;
  const { all, on, moves, stays } = data.counts;
  if (all === 0) return <p>{texts.noMachines}</p>;
  return (
    <>
      <p>{texts.counts(format.number(all), format.number(on), format.number(moves), format.number(stays))}</p>
      <ul className={classes.fates}>
        {data.machines.slice(0, SHOWN).map((fate) => (
          <li key={fate.machineId}>
            <b>{fate.name}</b> <span className="vl-muted">{fate.owner?.displayName ?? texts.spare}</span>
            <br />
            {fateWords(fate, texts)}
          </li>
        ))}
      </ul>
      {all > SHOWN ? <p className="vl-muted">{texts.more(format.number(all - SHOWN))}</p> : null}
    </>
  );
}
