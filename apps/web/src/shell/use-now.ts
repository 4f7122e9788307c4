import { useEffect, useState } from 'react';
import { useLive } from './live';

/**
 * The time in milliseconds since 1970, renewed every `stepMs`. It stands still while the page does not follow the
 * server, because a time that counts would claim that it does.
 */
export function useNow(stepMs: number): number {
  const { isLive } = useLive();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, [isLive, stepMs]);
  return now;
}
