import { useEffect, useRef } from 'react';

export interface RuleKeySteps {
  undo: () => void;
  redo: () => void;
  keep: () => void;
}

/** Ctrl+S keeps the rule, Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) go through the one history, wherever one is on the page. */
export function useRuleKeys(steps: RuleKeySteps): void {
  const latest = useRef(steps);
  useEffect(() => {
    latest.current = steps;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isElsewhere =
        event.target instanceof Element && event.target.closest('[role="dialog"][aria-modal]');
      if (event.defaultPrevented || isElsewhere || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      const { undo, redo, keep } = latest.current;
      const step =
        key === 's' ? keep : key === 'z' ? (event.shiftKey ? redo : undo) : key === 'y' ? redo : undefined;
      if (!step) return;
      event.preventDefault();
      step();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
