import type { ScreenSize } from '@virlab/contracts';
import { useEffect, useRef, useState } from 'react';
import { readPicture } from '../../data/pictures';

interface Shown {
  of: string;
  tag: string;
  url: string;
}

/**
 * Address of a picture of a machine's screen; undefined until there is one. It is asked for anew at each tick, while
 * it is seen, and stays while the same one comes again.
 *
 * @param activation - a picture of an earlier start is not shown
 */
export function usePicture(
  machineId: string | undefined,
  activation: number,
  { size, tick, isSeen }: { size: ScreenSize; tick: number; isSeen: boolean },
): string | undefined {
  const [shown, setShown] = useState<Shown>();
  const known = useRef<Shown>(undefined);
  const of = `${machineId} ${activation} ${size}`;

  useEffect(() => {
    if (machineId === undefined || !isSeen) return;
    const end = new AbortController();
    const put = (next: Shown | undefined) => {
      if (known.current) URL.revokeObjectURL(known.current.url);
      known.current = next;
      setShown(next);
    };
    const tag = known.current?.of === of ? known.current.tag : undefined;
    readPicture(machineId, size, tag, end.signal).then(
      (found) => {
        if (found && !end.signal.aborted)
          put({ of, tag: found.tag, url: URL.createObjectURL(found.picture) });
      },
      // It has no screen now, or its host is silent: the next tick asks again.
      () => end.signal.aborted || put(undefined),
    );
    return () => end.abort();
  }, [machineId, of, size, tick, isSeen]);

  useEffect(
    () => () => {
      if (known.current) URL.revokeObjectURL(known.current.url);
    },
    [],
  );
  return shown?.of === of ? shown.url : undefined;
}
