import type { Machine, ScreenSize } from '@virlab/contracts';
import { IconTerminal2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { ScreenPicture } from './screen-picture';

/** A picture is asked for at most this often, and only while the page is looked at. */
const REFRESH_MS = 10_000;
/** Only what runs has a picture that changes. */
const LIVE: readonly Machine['state'][] = ['running', 'stopping', 'starting'];
/** What stands still but is not gone keeps its picture undimmed. */
const LIT: readonly Machine['state'][] = [...LIVE, 'paused'];

/** The screen of a machine as a picture that follows it, at most 320 px wide unless it is to be `full`. */
export function LiveThumbnail({ machine, size = 'small' }: { machine: Machine; size?: ScreenSize }) {
  const { machines: texts, states } = useTexts();
  const format = useFormat();
  const isLive = LIVE.includes(machine.state);
  const tick = useTick(isLive && machine.hasScreen, machine.activation);
  const isLit = LIT.includes(machine.state);
  return (
    <ScreenPicture
      machine={machine}
      size={size}
      tick={tick}
      alt={(machine.display === 'text' ? texts.textConsole : texts.picture)(
        machine.title,
        states[machine.state],
      )}
      dimmed={!isLit}
      hint={isLit ? undefined : texts.pictureAge(format.stamp(machine.since))}
    >
      {machine.activation === 0 ? (
        texts.notYetStarted
      ) : machine.display === 'text' ? (
        <IconTerminal2 size={32} stroke={1.5} aria-hidden="true" />
      ) : (
        texts.noPicture
      )}
    </ScreenPicture>
  );
}

/** A number that changes when a new picture is due. */
function useTick(isLive: boolean, activation: number): number {
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    if (!isLive) return;
    const next = () => {
      if (document.visibilityState === 'visible') setTick(Date.now());
    };
    const timer = setInterval(next, REFRESH_MS);
    document.addEventListener('visibilitychange', next);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', next);
    };
  }, [isLive, activation]);
  return tick;
}
