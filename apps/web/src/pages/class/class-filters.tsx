import type { StateShape } from '@virlab/contracts';
import { FilterChips, StateGlyph } from '@virlab/ui';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import type { SeenMember } from './member-state';

/** The order of the chips: what works first, then what needs eyes, then who is not there. */
const ORDER: readonly StateShape[] = [
  'running',
  'starting',
  'queued',
  'stopping',
  'reverting',
  'paused',
  'stopped',
  'failed',
  'unknown',
  'absent',
  'locked',
];

/** Counts are told to screen readers at most this often. */
const TELL_MS = 5_000;

export interface ClassFiltersProps {
  everybody: readonly SeenMember[];
  chosen: StateShape | '';
  onChoose: (state: string) => void;
}

/** The states of a class with their counts: the summary, and the filters. */
export function ClassFilters({ everybody, chosen, onChoose }: ClassFiltersProps) {
  const { staff, states } = useTexts();
  const format = useFormat();
  const count = (state: StateShape) => everybody.filter((seen) => seen.state === state).length;
  const present = ORDER.filter((state) => state === chosen || count(state) > 0);
  const summary = format.list(present.map((state) => `${states[state]} ${format.number(count(state))}`));
  useToldSlowly(staff.class.summary(summary));
  return (
    <FilterChips
      label={staff.class.filter}
      chosen={chosen}
      onChoose={onChoose}
      chips={[
        { id: '', word: staff.class.all, count: format.number(everybody.length) },
        ...present.map((state) => ({
          id: state,
          word: states[state],
          count: format.number(count(state)),
          glyph: <StateGlyph shape={state} />,
        })),
      ]}
    />
  );
}

/** Tells a text that changes to screen readers, not more often than every 5 s, and not at first. */
function useToldSlowly(text: string): void {
  const announce = useAnnounce();
  const told = useRef({ text, at: 0 });
  useEffect(() => {
    if (told.current.text === text) return;
    const wait = Math.max(0, told.current.at + TELL_MS - Date.now());
    const timer = setTimeout(() => {
      told.current = { text, at: Date.now() };
      announce(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, announce]);
}
