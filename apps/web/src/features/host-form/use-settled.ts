import { useEffect, useState } from 'react';

const SETTLED_MS = 250;

/** What was typed, once nothing more is typed for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
