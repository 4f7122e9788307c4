import {
  type DriverError,
  type DriverHearer,
  type GuestSpec,
  type HypervisorDriver,
  type Leftover,
  type MachineSpec,
  type PowerAction,
  type RunsBy,
} from '../hypervisor-driver';

type Call =
  | 'prepare'
  | 'start'
  | 'power'
  | 'observe'
  | 'observeAll'
  | 'signs'
  | 'screen'
  | 'facts'
  | 'prove'
  | 'remove'
  | 'snapshot'
  | 'restore'
  | 'removeSnapshot'
  | 'openText'
  | 'snapshots'
  | 'leftovers'
  | 'clear';

/** A driver that does what another one does, except for what a spec makes go wrong. Counts what it was asked. */
export class FaultyDriver implements HypervisorDriver {
  readonly calls: { call: Call; detail: string }[] = [];
  private readonly hearers = new Set<DriverHearer>();
  private silence: DriverError | undefined;
  private readonly faults: { call: Call; fault: Error; isDone: boolean }[] = [];

  constructor(private readonly inner: HypervisorDriver) {}

  get cannot() {
    return this.inner.cannot;
  }

  get shows() {
    return this.inner.shows;
  }

  /** The next such call fails; with `isDone` it is carried out all the same. */
  failNext(call: Call, fault: Error, options: { isDone: boolean } = { isDone: false }): void {
    this.faults.push({ call, fault, ...options });
  }

  /** The host goes away: every call fails, and whoever watches is told. */
  goAway(fault: DriverError): void {
    this.silence = fault;
    for (const hearer of this.hearers) hearer.lost(fault.message);
  }

  comeBack(): void {
    this.silence = undefined;
    for (const hearer of this.hearers) hearer.back();
  }

  count(call: Call): number {
    return this.calls.filter((made) => made.call === call).length;
  }

  watch(hearer: DriverHearer): () => Promise<void> {
    this.hearers.add(hearer);
    if (this.silence) {
      const { message } = this.silence;
      queueMicrotask(() => hearer.lost(message));
    }
    const stop = this.inner.watch({
      changed: (event) => {
        if (!this.silence) hearer.changed(event);
      },
      lost: (why) => hearer.lost(why),
      back: () => {
        if (!this.silence) hearer.back();
      },
    });
    return async () => {
      this.hearers.delete(hearer);
      await stop();
    };
  }

  facts = () => this.ask('facts', '', () => this.inner.facts());
  prove = (guest: GuestSpec & { readyLine: string | null }) =>
    this.ask('prove', guest.imagePath, () => this.inner.prove(guest));
  prepare = (machine: MachineSpec, options: { fresh: boolean }) =>
    this.ask('prepare', options.fresh ? 'fresh' : 'kept', () => this.inner.prepare(machine, options));
  start = (machine: MachineSpec, activation: number, runsBy: RunsBy) =>
    this.ask('start', String(activation), () => this.inner.start(machine, activation, runsBy));
  power = (id: string, action: PowerAction) => this.ask('power', action, () => this.inner.power(id, action));
  observe = (id: string) => this.ask('observe', id, () => this.inner.observe(id));
  observeAll = () => this.ask('observeAll', '', () => this.inner.observeAll());
  signs = (id: string, activation: number, readyLine: string | null) =>
    this.ask('signs', String(activation), () => this.inner.signs(id, activation, readyLine));
  openPicture = (path: string) => this.inner.openPicture(path);
  openText = (id: string, activation: number) =>
    this.ask('openText', id, () => this.inner.openText(id, activation));
  screen = (id: string) => this.ask('screen', id, () => this.inner.screen(id));
  remove = (id: string) => this.ask('remove', id, () => this.inner.remove(id));
  snapshot = (id: string, name: string) => this.ask('snapshot', name, () => this.inner.snapshot(id, name));
  restore = (id: string, name: string) => this.ask('restore', name, () => this.inner.restore(id, name));
  removeSnapshot = (id: string, name: string) =>
    this.ask('removeSnapshot', name, () => this.inner.removeSnapshot(id, name));
  snapshots = (id: string) => this.ask('snapshots', id, () => this.inner.snapshots(id));
  leftovers = () => this.ask('leftovers', '', () => this.inner.leftovers());
  clear = (leftover: Leftover) => this.ask('clear', leftover.name, () => this.inner.clear(leftover));
  close = () => this.inner.close();

  private async ask<T>(call: Call, detail: string, work: () => Promise<T>): Promise<T> {
    if (this.silence) throw this.silence;
    this.calls.push({ call, detail });
    const at = this.faults.findIndex((planned) => planned.call === call);
    const [planned] = at < 0 ? [] : this.faults.splice(at, 1);
    if (planned && !planned.isDone) throw planned.fault;
    const answer = await work();
    if (planned) throw planned.fault;
    return answer;
  }
}
