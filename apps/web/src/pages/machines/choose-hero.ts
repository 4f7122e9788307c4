import type { Machine } from '@virlab/contracts';
import { useState } from 'react';
import { lastMachine } from '../../shell/last-machine';

const newestFirst = (one: Machine, other: Machine) => Date.parse(other.since) - Date.parse(one.since);

/** The machine that comes first: the one used last in this browser, else what started to run last, else the first. */
export function chooseHero(machines: readonly Machine[], last: string | null): Machine | undefined {
  const sorted = machines.toSorted(newestFirst);
  return (
    machines.find(({ id }) => id === last) ??
    sorted.find(({ state }) => state === 'running') ??
    sorted.find(({ state }) => state === 'starting' || state === 'paused') ??
    machines[0]
  );
}

/** Chooses once and keeps the choice while the page is open: no card moves while its state changes. */
export function useHero(machines: readonly Machine[]): Machine | undefined {
  const [chosen, setChosen] = useState(() => chooseHero(machines, lastMachine())?.id);
  const hero = machines.find(({ id }) => id === chosen);
  const next = hero ? undefined : chooseHero(machines, lastMachine());
  if (next) setChosen(next.id);
  return hero ?? next;
}
