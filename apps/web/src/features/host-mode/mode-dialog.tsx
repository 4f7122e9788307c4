import { ApiError } from '@virlab/api-client';
import type { Host, HostMode } from '@virlab/contracts';
import { NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { ConfirmDialog, Note } from '@virlab/ui';
import { useState } from 'react';
import { useHostDrain, useHostSteps, usePlanDrain } from '../../data/hosts';
import { useAnnounce } from '../../shell/announcer';
import { fromCampus, toCampus } from '../../shell/campus-time';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { fateWords } from './fate-words';
import classes from './host-mode.module.css';

const SHOWN = 8;
const USUAL_MINUTES = 10;
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 86_400_000;

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
  const { campusTimeZone } = useSession();
  const [isLater, setLater] = useState(false);
  const now = useNow(30_000);
  const [typed, setTyped] = useState(() => toCampus(new Date(now + HOUR_MS).toISOString(), campusTimeZone));
  const { setMode } = useHostSteps(host.id);
  const { plan } = usePlanDrain(host.id);
  const at = fromCampus(typed, campusTimeZone);
  const isGone = at === undefined || Date.parse(at) <= now || Date.parse(at) > now + YEAR_MS;
  const planIt = () => {
    if (isGone) return;
    plan.mutate(at, {
      onSuccess: () => {
        announce(texts.isPlanned(host.title, format.stamp(at)));
        onClose();
      },
    });
  };
  const doIt = () =>
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
  const isPlan = isDrain && isLater;
  const error = setMode.error ?? plan.error;
  return (
    <ConfirmDialog
      opened
      title={isDrain ? texts.drainTitle(host.title) : texts.maintainTitle(host.title)}
      confirm={isPlan ? texts.plan : isDrain ? texts.drain : texts.maintain}
      cancel={shell.cancel}
      onConfirm={isPlan ? planIt : doIt}
      onCancel={onClose}
    >
      <p>
        {isDrain
          ? texts.drainMeans
          : texts.maintainMeans(format.number(minutes === '' ? USUAL_MINUTES : minutes))}
      </p>
      {isDrain ? (
        <div className={classes.when}>
          <SegmentedControl
            aria-label={texts.when}
            data={[
              { value: 'now', label: texts.now },
              { value: 'later', label: texts.later },
            ]}
            value={isLater ? 'later' : 'now'}
            onChange={(chosen) => setLater(chosen === 'later')}
          />
          {isLater ? (
            <TextInput
              type="datetime-local"
              label={texts.at}
              description={texts.atHint(campusTimeZone)}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={typed}
              error={isGone ? texts.atFault : undefined}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          ) : null}
        </div>
      ) : (
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
      {error instanceof ApiError ? (
        <Note tone="bad" role="alert">
          {error.problem.detail ?? error.problem.title}
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
