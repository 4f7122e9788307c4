import type { LiveEvent, Machine, MachineAction, MachineList, StartStage } from '@virlab/contracts';
import { EventReader } from './event-reader';

/** A student's page, as far as faults concern it: orders machines about and waits for what it is told of them. */
export class LabClient {
  private constructor(
    private readonly origin: string,
    private readonly cookie: string,
    private readonly events: EventReader,
  ) {}

  static async open(origin: string, cookie: string): Promise<LabClient> {
    return new LabClient(origin, cookie, await EventReader.open(origin, cookie));
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.origin}${path}`, { headers: { cookie: this.cookie } });
  }

  async machines(): Promise<Machine[]> {
    return ((await (await this.get('/api/machines')).json()) as MachineList).machines;
  }

  act({ id }: Pick<Machine, 'id'>, action: MachineAction): Promise<Response> {
    return fetch(`${this.origin}/api/machines/${id}/actions`, {
      method: 'POST',
      body: JSON.stringify({ action }),
      headers: { cookie: this.cookie, origin: this.origin, 'content-type': 'application/json' },
    });
  }

  /** Orders an action that must be taken. */
  async order(machine: Pick<Machine, 'id'>, action: MachineAction): Promise<void> {
    const answer = await this.act(machine, action);
    if (answer.status !== 202)
      throw new Error(`${action} was answered by ${await answer.text()}, expected 202`);
  }

  /** Waits until a machine is in a state, now or by an event. */
  toBecome(machine: Pick<Machine, 'id'>, state: Machine['state']): Promise<Machine> {
    return this.until(machine, state, (now) => now.state === state);
  }

  /** Waits until a machine says that something is wrong with it. */
  toFail(machine: Pick<Machine, 'id'>, code: string): Promise<Machine> {
    return this.until(machine, `failure ${code}`, ({ failure }) => failure?.code === code);
  }

  /** Waits until a start has come so far. */
  toReach(machine: Pick<Machine, 'id'>, stage: StartStage): Promise<Machine> {
    return this.until(
      machine,
      stage,
      ({ start }) => start?.done.some((done) => done.stage === stage) ?? false,
    );
  }

  /** Waits until so many of these machines are as wished, as told since this client was opened. */
  async toCount(
    what: string,
    machines: readonly Pick<Machine, 'id'>[],
    count: number,
    isWished: (machine: Machine) => boolean,
  ): Promise<void> {
    const wanted = new Set(machines.map(({ id }) => id));
    const met = new Set<string>();
    type Told = Extract<LiveEvent, { type: 'machine' }>;
    await this.events.until(what, (event): event is Told => {
      if (event.type !== 'machine' || !wanted.has(event.machine.id)) return false;
      if (isWished(event.machine)) met.add(event.machine.id);
      return met.size >= count;
    });
  }

  close(): void {
    this.events.close();
  }

  private async until(
    { id }: Pick<Machine, 'id'>,
    what: string,
    isWished: (machine: Machine) => boolean,
  ): Promise<Machine> {
    const from = this.events.heard.length;
    const answer = await this.get(`/api/machines/${id}`);
    const now = (await answer.json()) as Machine;
    if (answer.ok && isWished(now)) return now;
    type Told = Extract<LiveEvent, { type: 'machine' }>;
    const isIt = (event: LiveEvent): event is Told =>
      event.type === 'machine' && event.machine.id === id && isWished(event.machine);
    return (await this.events.until(`${what} of ${id}`, isIt, from)).machine;
  }
}
