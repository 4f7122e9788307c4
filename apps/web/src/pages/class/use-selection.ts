import { useCallback, useState } from 'react';

export interface Selection {
  has: (key: string) => boolean;
  /** Everything selected that still exists, in the order of the list. */
  keys: readonly string[];
  /** `range`: everything from the one chosen last to this one, as it is shown. */
  toggle: (key: string, range?: boolean) => void;
  setAll: (keys: readonly string[]) => void;
  clear: () => void;
}

/** What is selected in a list. It outlives filters and updates of the list. */
export function useSelection(all: readonly string[], shown: readonly string[]): Selection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string>();

  const toggle = (key: string, range = false) => {
    const between = range ? keysBetween(shown, anchor, key) : undefined;
    setSelected((old) => {
      if (between) return new Set([...old, ...between]);
      const next = new Set(old);
      if (!next.delete(key)) next.add(key);
      return next;
    });
    setAnchor(key);
  };
  return {
    has: (key) => selected.has(key),
    keys: all.filter((key) => selected.has(key)),
    toggle,
    setAll: useCallback((keys) => setSelected(new Set(keys)), []),
    clear: useCallback(() => setSelected(new Set()), []),
  };
}

function keysBetween(shown: readonly string[], one: string | undefined, other: string) {
  if (one === undefined) return undefined;
  const [from, to] = [shown.indexOf(one), shown.indexOf(other)].sort((a, b) => a - b);
  return from === undefined || to === undefined || from < 0 ? undefined : shown.slice(from, to + 1);
}
