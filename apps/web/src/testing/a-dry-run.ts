import type { DryRun, DryRunPeople, DryRunRow, DryRunTraces } from '@virlab/contracts';
import { aWhy } from './a-why';

const right = (
  ref: string,
  title: string,
  people: number,
  more: { delta?: number; changed?: number } = {},
) => ({
  ref,
  title,
  people,
  delta: 0,
  changed: 0,
  ...more,
});

/** A dry run that is done: 38 gain, 9 lose, 31 keep it with another lease; a spec changes what it cares about. */
export function aDryRun(more: Partial<DryRun> = {}): DryRun {
  return {
    id: 'run1',
    of: 'draft',
    draftRevision: 7,
    against: 14,
    startedBy: 'Ana Ribeiro',
    startedAt: '2026-11-21T10:31:00Z',
    state: 'done',
    isCurrent: true,
    done: 1284,
    total: 1284,
    tookMs: 2100,
    figures: { gain: 38, lose: 9, change: 31, same: 1206 },
    flow: {
      before: [
        right('pool:linux', 'CS101 Linux shell', 214),
        right('pool:data', 'STAT2 Data desktop', 238),
        right('pool:phys', 'PHYS218 Data desktop', 118),
        right('pool:net', 'Networks 1 lab', 120),
        right('none', 'none', 594),
      ],
      after: [
        right('pool:linux', 'CS101 Linux shell', 252, { delta: 38 }),
        right('pool:data', 'STAT2 Data desktop', 238, { changed: 31 }),
        right('pool:phys', 'PHYS218 Data desktop', 109, { delta: -9 }),
        right('pool:net', 'Networks 1 lab', 120),
        right('none', 'none', 565, { delta: -29 }),
      ],
      moves: [
        { from: 'pool:linux', to: 'pool:linux', people: 214, what: 'same' },
        { from: 'pool:data', to: 'pool:data', people: 207, what: 'same' },
        { from: 'pool:data', to: 'pool:data', people: 31, what: 'change' },
        { from: 'pool:phys', to: 'pool:phys', people: 109, what: 'same' },
        { from: 'pool:phys', to: 'none', people: 9, what: 'lose' },
        { from: 'pool:net', to: 'pool:net', people: 120, what: 'same' },
        { from: 'none', to: 'pool:linux', people: 38, what: 'gain' },
        { from: 'none', to: 'none', people: 556, what: 'same' },
      ],
    },
    touches: { runningMachines: 3, openConsoles: 1, newPeople: 38, graceDays: [7] },
    brakes: [],
    missing: 0,
    ...more,
  };
}

/** The brake of a class, with a cause that can be mended. */
export const aBrake: DryRun['brakes'][number] = {
  about: 'class',
  ref: 'phys218',
  title: 'PHYS218',
  word: 'PHYS218',
  lose: 9,
  of: 118,
  percent: 7.6,
  limitPercent: 5,
  cause: {
    attr: 'studyYear',
    kind: 'notReleased',
    people: 8,
    university: 'Serra Polytechnic',
    ruleId: 'phys218-students',
    path: 'when.all[2]',
  },
};

/** Somebody who loses two machines because no year was released. */
export function aDryRunRow(more: Partial<DryRunRow> = {}): DryRunRow {
  return {
    person: { ref: 'p1', id: 'rui', displayName: 'Rui Paiva', hidden: false },
    university: 'Serra Polytechnic',
    what: 'lose',
    target: { kind: 'pool', ref: 'phys', title: 'Data desktop' },
    before: { vms: 2, leaseDays: 30, ruleId: 'phys218-students', ruleName: 'PHYS218 students' },
    cause: { kind: 'notReleased', attr: 'studyYear', seen: [] },
    now: { state: 'running', hasConsole: true },
    ...more,
  };
}

export function aDryRunPeople(rows: DryRunRow[] = [aDryRunRow()]): DryRunPeople {
  return { rows, total: rows.length, page: 1, pages: 1 };
}

/** The same rule before and after: it fitted, and now lacks a value. */
export function aDryRunTraces(): DryRunTraces {
  const [way] = aWhy().ways;
  const rules = way ? [way] : [];
  const matched = rules.map((rule) => ({ ...rule, outcome: 'matched' as const }));
  return {
    displayName: 'Rui Paiva',
    target: { kind: 'pool', ref: 'phys', title: 'Data desktop' },
    before: { has: true, rules: matched },
    after: { has: false, rules },
  };
}
