import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { openEventStream, type StreamOptions } from '../data/event-stream';
import { applyLiveEvent } from '../data/live-event';
import { useTexts } from '../texts/texts-provider';
import { useAnnounce } from './announcer';
import { useFormat } from './session-context';
import classes from './shell.module.css';

interface Live {
  /** False once the stream has been gone for 10 s. */
  isLive: boolean;
  /** When the server was last heard, milliseconds since 1970. */
  lastSeen: number;
}

/** A short break is nobody's concern; only after this long it is said. */
const GRACE_MS = 10_000;

const LiveContext = createContext<Live>({ isLive: true, lastSeen: 0 });

/** Whether what is shown follows the server. */
export function useLive(): Live {
  return useContext(LiveContext);
}

/** Keeps the event stream open while somebody is signed in, and patches what pages show. */
export function LiveProvider({ children, open }: { children: ReactNode; open?: StreamOptions['open'] }) {
  const client = useQueryClient();
  const [lastSeen, setLastSeen] = useState(() => Date.now());
  const [isLive, setIsLive] = useState(true);

  useEffect(() => {
    let grace: ReturnType<typeof setTimeout> | undefined;
    const stop = openEventStream({
      onEvent: (event) => applyLiveEvent(client, event),
      onLive: (live) => {
        if (live) {
          clearTimeout(grace);
          grace = undefined;
          setLastSeen(Date.now());
          setIsLive(true);
        } else {
          grace ??= setTimeout(() => {
            setIsLive(false);
            void client.invalidateQueries({ queryKey: ['session'] });
          }, GRACE_MS);
        }
      },
      onBack: () => void client.invalidateQueries(),
      ...(open ? { open } : {}),
    });
    return () => {
      clearTimeout(grace);
      stop();
    };
  }, [client, open]);

  const value = useMemo(() => ({ isLive, lastSeen }), [isLive, lastSeen]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

/** The quiet line that says since when nothing was heard; nothing while all is well. */
export function NotLiveLine() {
  const { isLive, lastSeen } = useLive();
  const { shell } = useTexts();
  const format = useFormat();
  const announce = useAnnounce();
  const line = isLive ? '' : shell.notLive(format.time(lastSeen));
  useEffect(() => {
    if (line) announce(line, true);
  }, [line, announce]);
  return line ? <p className={classes.notLive}>{line}</p> : null;
}
