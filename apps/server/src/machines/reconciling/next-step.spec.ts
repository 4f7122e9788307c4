import { MACHINE_ACTIONS } from '@virlab/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DriverErrorCode, Observation, ObservedState } from '../../hypervisors/index';
import { judgeAction } from '../judge-action';
import { isOff } from '../machine-lifecycle';
import {
  afterFault,
  afterSuccess,
  type Asked,
  isSettled,
  MOST_ATTEMPTS,
  nextStep,
  READY_DEADLINE_MS,
  SHUTDOWN_DEADLINE_MS,
  type MachineRow,
  type Step,
} from './next-step';
import { rowAt, START } from '../testing/row-at';

type Outcome = 'ok' | 'lost but done' | 'lost and not done' | DriverErrorCode;

/** A hypervisor with one machine, and the reconciler at work on it, both without a clock of their own. */
class Model {
  now = START;
  asked: Asked | null = null;
  isEntitled = true;
  isHostProved = true;
  ignoresButton = false;
  starts: { activation: number; wanted: string; isEntitled: boolean }[] = [];
  /** Clean disks that were thrown away after a guest had written to them, in one and the same order. */
  wastedDisks = 0;
  private revertedFor: Date | null = null;
  private isDiskUsed = false;
  isReady = false;

  constructor(
    public row: MachineRow,
    public world: ObservedState,
  ) {
    this.isDiskUsed = !isOff(world);
  }

  get found(): Observation {
    if (isOff(this.world) || this.world === 'unknown') return { state: this.world };
    return { state: this.world, display: { kind: 'unix', path: `/vnc/${this.row.activation}` } };
  }

  next(): Step {
    if (this.asked && this.asked.firstAt < this.row.wantedAt) this.asked = null;
    const { isEntitled, isHostProved, asked } = this;
    return nextStep(this.row, this.found, {
      now: new Date(this.now),
      signs: { picture: true, ready: this.isReady },
      ...{ isEntitled, isHostProved, asked },
    });
  }

  /** Does what the step says, with the given outcome; a crash of the broker loses what was to be written. */
  take(step: Step, outcome: Outcome, crashes: boolean): void {
    if (step.do === 'nothing') this.asked = null;
    if (step.do === 'wait') this.now += step.milliseconds;
    if (step.do === 'write') {
      if (crashes) this.asked = null;
      else this.write(step.changes);
    }
    if (step.do === 'place' && !crashes) this.write({ reservedMemoryMiB: 96, waitsFor: null });
    if (step.do !== 'prepare' && step.do !== 'start' && step.do !== 'power') return;
    if (outcome === 'ok' || outcome === 'lost but done') this.carryOut(step);
    if (step.do === 'power') {
      const at = new Date(this.now);
      const firstAt = this.asked?.action === step.action ? this.asked.firstAt : at;
      this.asked = { action: step.action, firstAt, lastAt: at };
    }
    if (crashes) {
      this.asked = null;
      return;
    }
    if (outcome === 'ok') {
      const after = afterSuccess(this.row, step, new Date(this.now));
      if (after) this.write(after.changes);
    } else if (outcome === 'lost but done' || outcome === 'lost and not done') {
      this.now += 2_000;
    } else {
      const fault = { code: outcome, message: outcome };
      const after = afterFault(this.row, step, fault, { isEntitled: this.isEntitled });
      this.now += after.milliseconds;
      this.write(after.changes);
    }
  }

  order(action: (typeof MACHINE_ACTIONS)[number]): void {
    const { isEntitled } = this;
    const verdict = judgeAction(action, { machine: this.row, health: 'ok', isEntitled, cannot: new Set() });
    if (typeof verdict === 'string') return;
    this.now += 1;
    this.write({
      ...{ wanted: verdict.wanted, order: verdict.order, wantedAt: new Date(this.now), attempts: 0 },
      ...{ failureCode: null, failureMessage: null },
      ...(verdict.isNewStart ? { stages: [] } : {}),
    });
  }

  private write(changes: Partial<MachineRow>): void {
    this.row = { ...this.row, ...changes };
    // As the repository does in the same transaction.
    const { observed, wanted, order } = this.row;
    if (isOff(observed) && wanted === 'stopped' && order === null) this.row.reservedMemoryMiB = 0;
  }

  private carryOut(step: Step): void {
    if (step.do === 'prepare' && step.fresh) {
      if (this.isDiskUsed && this.revertedFor?.getTime() === this.row.wantedAt.getTime())
        this.wastedDisks += 1;
      this.revertedFor = this.row.wantedAt;
      this.isDiskUsed = false;
      if (isOff(this.world)) this.world = 'stopped';
    }
    if (step.do === 'prepare' && this.world === 'absent') this.world = 'stopped';
    if (step.do === 'start') {
      const { activation, wanted } = this.row;
      this.starts.push({ activation, wanted, isEntitled: this.isEntitled });
      this.world = 'running';
      this.isDiskUsed = true;
      this.isReady = true;
    }
    if (step.do === 'power' && !isOff(this.world)) {
      if (step.action === 'force-off') this.world = 'stopped';
      if (step.action === 'shutdown' && this.world === 'running' && !this.ignoresButton)
        this.world = 'stopped';
      if (step.action === 'pause') this.world = 'paused';
      if (step.action === 'resume') this.world = 'running';
    }
  }
}

const states = fc.constantFrom<ObservedState>('absent', 'stopped', 'running', 'paused', 'crashed');
const stages = fc
  .integer({ min: 0, max: 5 })
  .map((count) =>
    (['placed', 'disk', 'power', 'picture', 'ready'] as const)
      .slice(0, count)
      .map((stage) => ({ stage, at: new Date(START).toISOString(), seconds: 1 })),
  );
const anyRow = fc
  .record({
    wanted: fc.constantFrom('running' as const, 'stopped' as const, 'paused' as const),
    order: fc.constantFrom(
      null,
      null,
      'force-off' as const,
      'restart' as const,
      'reset' as const,
      'revert' as const,
    ),
    observed: states,
    activation: fc.integer({ min: 0, max: 5 }),
    stages,
    failureCode: fc.constantFrom(null, null, 'refused', 'not-ready'),
    attempts: fc.integer({ min: 0, max: MOST_ATTEMPTS - 1 }),
  })
  .map(rowAt);
const outcomes = fc.constantFrom<Outcome>(
  ...([
    'ok',
    'ok',
    'ok',
    'lost but done',
    'lost and not done',
    'refused',
    'wrong-state',
    'image-missing',
  ] as const),
);
const events = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('step' as const), outcome: outcomes, crashes: fc.boolean() }),
    fc.record({ do: fc.constant('order' as const), action: fc.constantFrom(...MACHINE_ACTIONS) }),
    fc.record({
      do: fc.constant('world' as const),
      state: fc.constantFrom<ObservedState>('stopped', 'crashed'),
    }),
    fc.record({ do: fc.constant('right' as const), isEntitled: fc.boolean() }),
  ),
  { maxLength: 40 },
);

/** The steps of a reconciler that works undisturbed until it has nothing to do; whoever asks for them takes them. */
function* stepsOf(model: Model): Generator<Step> {
  for (let steps = 0; steps < 2_000; steps++) {
    const step = model.next();
    if (step.do === 'nothing') return model.take(step, 'ok', false);
    yield step;
  }
  throw new Error(`still at work after 2000 steps: ${JSON.stringify(model.row)}`);
}

function settle(model: Model): void {
  for (const step of stepsOf(model)) model.take(step, 'ok', false);
}

describe('nextStep', () => {
  it('should come to rest from any row, any world and any history, and never start what is to be off', () => {
    fc.assert(
      fc.property(anyRow, states, events, fc.boolean(), (first, world, history, ignoresButton) => {
        const model = new Model(first, world);
        model.ignoresButton = ignoresButton;
        for (const event of history) {
          if (event.do === 'step') model.take(model.next(), event.outcome, event.crashes);
          else if (event.do === 'order') model.order(event.action);
          else if (event.do === 'right') model.isEntitled = event.isEntitled;
          else if (!isOff(model.world)) model.world = event.state;
        }
        settle(model);
        expect(isSettled(model.row)).toBe(true);
        expect(model.row.observed).toBe(model.world);
        expect(model.next()).toEqual({ do: 'nothing' });
        expect(model.row.display === null).toBe(isOff(model.world));
        if (!model.isEntitled) expect(isOff(model.world)).toBe(true);
        expect(model.starts.filter(({ wanted, isEntitled }) => wanted === 'stopped' || !isEntitled)).toEqual(
          [],
        );
        expect(model.wastedDisks).toBe(0);
      }),
      { numRuns: 3_000 },
    );
  });

  it('should give no two starts the same activation while nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MACHINE_ACTIONS), { maxLength: 30 }), (actions) => {
        const model = new Model(rowAt(), 'absent');
        for (const action of actions) {
          model.order(action);
          settle(model);
        }
        const activations = model.starts.map(({ activation }) => activation);
        expect(new Set(activations).size).toBe(activations.length);
      }),
    );
  });

  it('should take over what the guest did: powered off by itself is stopped', () => {
    const model = new Model(rowAt(), 'absent');
    model.order('start');
    settle(model);
    expect(model.row.stages.map(({ stage }) => stage)).toEqual([
      'placed',
      'disk',
      'power',
      'picture',
      'ready',
    ]);
    model.world = 'stopped';
    settle(model);
    expect(model.row).toMatchObject({
      wanted: 'stopped',
      observed: 'stopped',
      failureCode: null,
      display: null,
    });
    expect(model.starts).toHaveLength(1);
  });

  it('should not start again what ended during its boot', () => {
    const model = new Model(rowAt(), 'absent');
    model.order('start');
    for (const step of stepsOf(model)) {
      model.isReady = false;
      if (model.row.stages.some(({ stage }) => stage === 'power')) model.world = 'stopped';
      model.take(step, 'ok', false);
    }
    expect(model.starts).toHaveLength(1);
    expect(model.row).toMatchObject({ wanted: 'stopped', observed: 'stopped', failureCode: null });
  });

  it('should say that a machine that died has failed, and start it again when asked', () => {
    const model = new Model(rowAt(), 'absent');
    model.order('start');
    settle(model);
    model.world = 'crashed';
    settle(model);
    expect(model.row).toMatchObject({ wanted: 'stopped', failureCode: 'crashed' });
    model.order('start');
    settle(model);
    expect(model.row).toMatchObject({ observed: 'running', failureCode: null, activation: 2 });
  });

  it('should press the power button again for a guest that lost it, then say that it is ignored', () => {
    const model = new Model(rowAt(), 'absent');
    model.order('start');
    settle(model);
    model.ignoresButton = true;
    model.order('shutdown');
    const from = model.now;
    let presses = 0;
    for (const step of stepsOf(model)) {
      if (step.do === 'write') break;
      if (step.do === 'power') presses += 1;
      model.take(step, 'ok', false);
    }
    expect(presses).toBeGreaterThan(10);
    expect(model.now - from).toBeGreaterThanOrEqual(SHUTDOWN_DEADLINE_MS);
    settle(model);
    expect(model.row).toMatchObject({ wanted: 'running', failureCode: 'shutdown-ignored' });
  });

  it('should shut down gracefully when access has ended, and pull the plug only after the deadline', () => {
    const model = new Model(rowAt(), 'absent');
    model.order('start');
    settle(model);
    model.isEntitled = false;
    model.ignoresButton = true;
    const orders: string[] = [];
    for (const step of stepsOf(model)) {
      if (step.do === 'power') orders.push(step.action);
      model.take(step, 'ok', false);
    }
    expect(orders[0]).toBe('shutdown');
    expect(orders.at(-1)).toBe('force-off');
    expect(model.now - START).toBeGreaterThanOrEqual(SHUTDOWN_DEADLINE_MS);
    expect(model.row).toMatchObject({ wanted: 'stopped', observed: 'stopped' });
  });

  it('should wait for a host to be proved, and for a guest to be ready only so long', () => {
    const model = new Model(rowAt(), 'absent');
    model.isHostProved = false;
    model.order('start');
    expect(model.next()).toEqual({ do: 'nothing' });
    model.isHostProved = true;
    for (let steps = 0; model.world !== 'running' && steps < 9; steps++)
      model.take(model.next(), 'ok', false);
    model.isReady = false;
    settle(model);
    expect(model.row.failureCode).toBe('not-ready');
    expect(model.now - START).toBeGreaterThanOrEqual(READY_DEADLINE_MS);
  });

  it.each<[DriverErrorCode, number]>([
    ['image-missing', 1],
    ['refused', MOST_ATTEMPTS],
  ])('should fail a start after %s in attempt %i', (code, attempts) => {
    const model = new Model(rowAt(), 'absent');
    model.order('start');
    let faults = 0;
    for (const step of stepsOf(model)) {
      if (step.do === 'prepare') faults += 1;
      model.take(step, step.do === 'prepare' ? code : 'ok', false);
    }
    expect(faults).toBe(attempts);
    expect(model.row).toMatchObject({ wanted: 'stopped', failureCode: code });
  });
});
