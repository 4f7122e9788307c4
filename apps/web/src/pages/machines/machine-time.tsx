import type { Machine } from '@virlab/contracts';
import { TimeLeft } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';

/** Seconds of a running start beside its usual, or how long the machine is still this person's. */
export function MachineTime({ machine, layout }: { machine: Machine; layout: 'row' | 'column' }) {
  return machine.start && machine.state === 'starting' ? (
    <StartTime start={machine.start} layout={layout} />
  ) : (
    <GrantTime until={machine.lease?.until ?? machine.grant?.validUntil} layout={layout} />
  );
}

const DAY_MS = 86_400_000;

function GrantTime({ until, layout }: { until: string | undefined; layout: 'row' | 'column' }) {
  const { machines: texts } = useTexts();
  const format = useFormat();
  const now = useNow(30_000);
  if (!until) return null;
  const left = Date.parse(until) - now;
  const end =
    left < DAY_MS ? format.time(until) : layout === 'row' ? format.day(until, now) : format.dayShort(until);
  return <TimeLeft left={texts.left(format.duration(left))} end={texts.until(end)} layout={layout} />;
}

function StartTime({ start, layout }: { start: NonNullable<Machine['start']>; layout: 'row' | 'column' }) {
  const { machines: texts } = useTexts();
  const format = useFormat();
  const now = useNow(1_000);
  // Seconds up to the last stage are measured by the server; what comes after it is counted here.
  const measured = start.done.at(-1)?.seconds ?? 0;
  const seconds = Math.floor(measured + Math.max(0, (now - Date.parse(start.since)) / 1000));
  const usual = start.usualSeconds;
  return (
    <TimeLeft
      left={format.duration(seconds * 1000)}
      end={usual === undefined ? undefined : texts.usually(format.seconds(Math.max(2, usual)))}
      layout={layout}
    />
  );
}
