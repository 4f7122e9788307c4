import type { MessagePort } from 'node:worker_threads';
import { CompileOnce } from './compile-once';
import { KnownPeople } from './known-people';
import { matchRule } from './match-rule';
import type { DryRunOrder, FromThread, MatchOrder, ToThread, TraceOrder } from './messages';
import { runDryRun } from './run-dry-run';
import { tracePerson } from './trace-person';

/** What a thread does that knows everybody: takes people in, and answers what is asked about them. */
export class ServeThread {
  private people = new KnownPeople();
  private readonly compiler = new CompileOnce();
  private readonly cancelled = new Set<number>();
  private listed: Promise<void> = Promise.resolve();
  private isListed: () => void = () => undefined;

  constructor(private readonly port: MessagePort) {}

  /** Until the port is closed. */
  run(): Promise<void> {
    return new Promise((resolve) => {
      this.port.on('message', (message: ToThread) => this.hear(message));
      this.port.on('close', resolve);
    });
  }

  private hear(message: ToThread): void {
    switch (message.type) {
      case 'begin-people':
        this.people = new KnownPeople();
        this.listed = new Promise((resolve) => (this.isListed = resolve));
        return;
      case 'accounts':
        this.people.addAccounts(message.accounts);
        return this.say({ type: 'taken' });
      case 'releases':
        this.people.addReleases(message.releases);
        // Said at once it would bring the next page before anybody had a turn: a port hands over all that there is.
        return void setImmediate(() => this.say({ type: 'taken' }));
      case 'all-accounts':
        return this.isListed();
      case 'all-releases':
        return this.people.complete();
      case 'prepare':
        return void this.compiler.run(message.policy, message.context);
      case 'cancel':
        return void this.cancelled.add(message.id);
      case 'dry-run':
        return this.answer(message.id, () => this.dryRun(message.id, message.order));
      case 'trace':
        return this.answer(message.id, () => this.trace(message.id, message.order));
      case 'match':
        return this.answer(message.id, () => this.match(message.id, message.order));
    }
  }

  private answer(id: number, work: () => Promise<void>): void {
    work()
      .catch((error: unknown) => this.say({ type: 'failed', id, message: String(error) }))
      .finally(() => this.cancelled.delete(id));
  }

  private async dryRun(id: number, order: DryRunOrder): Promise<void> {
    const before = this.compiler.run(order.before);
    if (!before.ok)
      throw new Error(`the policy in force does not compile: ${before.faults[0]?.message ?? ''}`);
    const after = this.compiler.run(order.after, order.context);
    if (!after.ok) return this.say({ type: 'faulty', id, findings: after.faults });
    this.say({ type: 'compiled', id });
    const { people, cancelled } = this;
    await this.listed;
    const tables = { before: before.table, after: after.table };
    const done = await runDryRun(people, tables, order, {
      get isCancelled() {
        return cancelled.has(id);
      },
      progress: (result) => this.say({ type: 'progress', id, result }),
    });
    this.say(done ? { type: 'done', id, ...done } : { type: 'cancelled', id });
  }

  private async match(id: number, order: MatchOrder): Promise<void> {
    await this.listed;
    const found = await matchRule(this.people, order, this.compiler);
    if ('findings' in found) return this.say({ type: 'faulty', id, findings: found.findings });
    this.say({ type: 'matched', id, answer: found.answer });
  }

  private async trace(id: number, order: TraceOrder): Promise<void> {
    const [before, after] = [this.compiler.run(order.before), this.compiler.run(order.after)];
    if (!before.ok || !after.ok) throw new Error('a policy that was tried does not compile any more');
    this.say({
      type: 'traced',
      id,
      traces: tracePerson({ before: before.table, after: after.table }, order),
    });
  }

  private say(message: FromThread): void {
    this.port.postMessage(message);
  }
}
