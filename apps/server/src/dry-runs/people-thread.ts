import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { CompileContext, Finding } from '@virlab/policy';
import { ReadKnownPeople } from '../identity/index';
import { Clock, Log, VirlabError, WorkerPool } from '../platform/index';
import { holdPeopleTask } from './worker-tasks/hold-people';
import type {
  DryRunOrder,
  DryRunResult,
  FromThread,
  MatchAnswer,
  MatchOrder,
  MovedPart,
  PolicyText,
  ToThread,
  TracedSides,
  TraceOrder,
} from './thread/messages';

/**
 * Pages on their way to the thread: enough that it never waits, few enough that they cost little memory. Those of accounts
 * are small, and nobody is decided about before all are there: they are read while the thread starts.
 */
const MOST_ON_THE_WAY = { accounts: 64, releases: 6 };
/** Everybody is known to the thread for this long after somebody asked last. */
const IDLE_MS = 10 * 60_000;
/** A thread that says nothing for so long while it works is ended: the largest step takes far less. */
const SILENCE_MS = 60_000;
/** A sign-in may be written a little later than it says; nobody signs in for longer than this. */
const OVERLAP_MS = 60_000;

type Answer = Extract<FromThread, { id: number }>;

interface Question {
  hear(answer: Answer): void;
  fail(error: unknown): void;
}

/** Where it stands with one thread. */
interface Held {
  port: MessagePort;
  end: AbortController;
  questions: Map<number, Question>;
  onTheWay: number;
  wakeFeeder: () => void;
  heardAt: number;
  /** EntityIDs of everybody's identity providers. */
  issuers: Set<string>;
  accounts: number;
  releases: number;
  /** Accounts that came since everybody was read. */
  added: Set<string>;
  /** What was released before this is with the thread. */
  readUntil: Date;
  /** Everything that was released is with the thread. */
  isFull: boolean;
}

/** Asks the thread that holds everybody who is known; starts it, keeps it up to date, and ends it when nobody asks. */
@Injectable()
export class PeopleThread implements OnApplicationShutdown {
  private held: Held | undefined;
  private opening: Promise<Held> | undefined;
  private nextId = 1;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly pool: WorkerPool,
    private readonly people: ReadKnownPeople,
  ) {}

  onApplicationShutdown(): void {
    clearTimeout(this.idle);
    if (this.held) this.drop(this.held, new VirlabError('work-given-up', { detail: 'the server stops' }));
  }

  /** Makes sure that the thread gets to know everybody, and answers the entityIDs of their identity providers. */
  async ready(): Promise<ReadonlySet<string>> {
    return (await this.open()).issuers;
  }

  /** Lets a thread that there is compile what it is asked about next, while it waits for people. */
  prepare(policy: PolicyText, context?: CompileContext): void {
    this.held?.port.postMessage({
      type: 'prepare',
      policy,
      ...(context ? { context } : {}),
    } satisfies ToThread);
  }

  /** Starts the thread before the question comes that would have to wait for it. A failure is told by the question. */
  warm(policy: PolicyText): void {
    const opening = this.held ? undefined : this.open();
    this.prepare(policy);
    if (this.held && !opening) return this.planEnd(this.held);
    opening?.then(
      (held) => this.planEnd(held),
      (error: unknown) => this.log.warn({ err: error }, 'could not get ready for dry runs'),
    );
  }

  /**
   * @throws VirlabError `draft-faulty` when the policy does not compile, `work-given-up` when the thread ended
   * @throws the signal's reason
   */
  dryRun(
    order: DryRunOrder,
    on: { compiled(): void; progress(result: DryRunResult): void },
    signal: AbortSignal,
  ): Promise<{ result: DryRunResult; parts: MovedPart[] }> {
    return this.ask(
      (id) => ({ type: 'dry-run', id, order }),
      signal,
      (answer, settle) => {
        if (answer.type === 'compiled') on.compiled();
        if (answer.type === 'progress') on.progress(answer.result);
        if (answer.type === 'done') settle({ result: answer.result, parts: answer.parts });
      },
    );
  }

  /** @throws as {@link dryRun} */
  match(order: MatchOrder, signal: AbortSignal): Promise<MatchAnswer> {
    return this.ask(
      (id) => ({ type: 'match', id, order }),
      signal,
      (answer, settle) => {
        if (answer.type === 'matched') settle(answer.answer);
      },
    );
  }

  /** @throws as {@link dryRun} */
  trace(order: TraceOrder, signal: AbortSignal): Promise<TracedSides> {
    return this.ask(
      (id) => ({ type: 'trace', id, order }),
      signal,
      (answer, settle) => {
        if (answer.type === 'traced') settle(answer.traces);
      },
    );
  }

  private async ask<T>(
    message: (id: number) => ToThread,
    signal: AbortSignal,
    hear: (answer: Answer, settle: (result: T) => void) => void,
  ): Promise<T> {
    const held = await this.open();
    signal.throwIfAborted();
    const id = this.nextId++;
    let onAbort: () => void = () => undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        onAbort = () => {
          held.port.postMessage({ type: 'cancel', id } satisfies ToThread);
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        held.questions.set(id, {
          fail: reject,
          hear: (answer) => {
            if (answer.type === 'faulty') reject(faultsOf(answer.findings));
            else if (answer.type === 'failed')
              reject(new VirlabError('internal', { detail: `known people: ${answer.message}` }));
            else hear(answer, resolve);
          },
        });
        this.watch(held);
        held.port.postMessage(message(id));
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
      held.questions.delete(id);
      this.planEnd(held);
    }
  }

  /** One after another: whoever comes while it is opened or refreshed gets the same. */
  private open(): Promise<Held> {
    clearTimeout(this.idle);
    this.opening ??= (this.held ? this.refresh(this.held) : this.start()).finally(
      () => (this.opening = undefined),
    );
    return this.opening;
  }

  private async start(): Promise<Held> {
    const { port1: port, port2 } = new MessageChannel();
    const end = new AbortController();
    const held: Held = {
      port,
      end,
      questions: new Map(),
      onTheWay: 0,
      wakeFeeder: () => undefined,
      heardAt: performance.now(),
      issuers: new Set(),
      accounts: 0,
      releases: 0,
      added: new Set(),
      readUntil: this.clock.now(),
      isFull: false,
    };
    this.held = held;
    port.on('message', (message: FromThread) => this.hear(held, message));
    this.pool.run(holdPeopleTask, null, { signal: end.signal, port: port2 }).then(
      () => this.drop(held, new VirlabError('work-given-up', { detail: 'the thread ended' })),
      (error: unknown) => this.drop(held, error),
    );
    try {
      await this.fill(held);
      return held;
    } catch (error) {
      this.drop(held, error);
      throw error;
    }
  }

  /** Everybody anew: where they come from now, themselves in the background. */
  private async fill(held: Held): Promise<void> {
    held.isFull = false;
    held.readUntil = this.clock.now();
    held.accounts = 0;
    held.releases = 0;
    held.added = new Set();
    held.port.postMessage({ type: 'begin-people' } satisfies ToThread);
    held.issuers = await this.people.issuers();
    this.fillPeople(held).catch((error: unknown) => {
      this.log.error({ err: error }, 'could not read known people');
      this.drop(held, error);
    });
  }

  private async fillPeople(held: Held): Promise<void> {
    for await (const accounts of this.people.accounts()) {
      for (const { issuer } of accounts) held.issuers.add(issuer);
      held.accounts += accounts.length;
      await this.feed(held, { type: 'accounts', accounts });
    }
    held.port.postMessage({ type: 'all-accounts' } satisfies ToThread);
    for await (const releases of this.people.releases()) {
      held.releases += releases.length;
      await this.feed(held, { type: 'releases', releases });
    }
    held.port.postMessage({ type: 'all-releases' } satisfies ToThread);
    held.isFull = true;
  }

  /** What was released since it was read last; everybody anew when somebody came or went without that. */
  private async refresh(held: Held): Promise<Held> {
    // What is still being read is as new as it can be.
    if (!held.isFull) return held;
    const from = new Date(held.readUntil.getTime() - OVERLAP_MS);
    held.readUntil = this.clock.now();
    const added = await this.addAccounts(held, from);
    for await (const releases of this.people.releasesSince(from)) {
      held.releases += releases.filter(({ accountId }) => added.has(accountId)).length;
      await this.feed(held, { type: 'releases', releases });
    }
    const { accounts, releases } = await this.people.counts();
    if (accounts !== held.accounts || releases !== held.releases) await this.fill(held);
    return held;
  }

  /** Accounts that are new; answers which. */
  private async addAccounts(held: Held, from: Date): Promise<ReadonlySet<string>> {
    const { accounts: count } = await this.people.counts();
    if (count === held.accounts) return new Set();
    const accounts = (await this.people.accountsSince(from)).filter(({ id }) => !held.added.has(id));
    for (const { id, issuer } of accounts) {
      held.added.add(id);
      held.issuers.add(issuer);
    }
    held.accounts += accounts.length;
    await this.feed(held, { type: 'accounts', accounts });
    return new Set(accounts.map(({ id }) => id));
  }

  private async feed(
    held: Held,
    page: Extract<ToThread, { type: keyof typeof MOST_ON_THE_WAY }>,
  ): Promise<void> {
    while (held.onTheWay >= MOST_ON_THE_WAY[page.type] && this.held === held) {
      await new Promise<void>((resolve) => (held.wakeFeeder = resolve));
    }
    held.end.signal.throwIfAborted();
    held.onTheWay += 1;
    held.port.postMessage(page);
  }

  private hear(held: Held, message: FromThread): void {
    held.heardAt = performance.now();
    if (message.type === 'taken') {
      held.onTheWay -= 1;
      held.wakeFeeder();
      return;
    }
    // Whoever asked may have left meanwhile.
    held.questions.get(message.id)?.hear(message);
  }

  /** Ends a thread that is asked something and says nothing any more. */
  private watch(held: Held): void {
    held.heardAt = performance.now();
    if (held.questions.size > 1) return;
    const look = setInterval(() => {
      if (held.questions.size === 0 || this.held !== held) return clearInterval(look);
      if (performance.now() - held.heardAt < SILENCE_MS) return;
      this.drop(held, new VirlabError('work-given-up', { detail: `said nothing for ${SILENCE_MS} ms` }));
    }, SILENCE_MS / 4).unref();
  }

  private planEnd(held: Held): void {
    if (held.questions.size > 0) return;
    clearTimeout(this.idle);
    // A port that is closed ends the task, and lets its thread go.
    this.idle = setTimeout(() => held.port.close(), IDLE_MS).unref();
  }

  /** Lets go of a thread; whoever waits for an answer is told why there is none. */
  private drop(held: Held, why: unknown): void {
    if (this.held === held) this.held = undefined;
    held.port.close();
    if (!held.end.signal.aborted) held.end.abort(why);
    held.wakeFeeder();
    for (const question of held.questions.values()) question.fail(why);
  }
}

function faultsOf(findings: readonly Finding[]): VirlabError {
  const faults = findings.filter(({ severity }) => severity === 'error');
  return new VirlabError('draft-faulty', {
    publicDetail: faults.length === 1 ? faults[0]?.message : `it has ${faults.length} faults`,
    errors: faults.map(({ path, line, column, message, help }) => ({
      path,
      message: `${line === undefined ? '' : `${line}:${column ?? 1}: `}${message}${help ? `; ${help}` : ''}`,
    })),
    context: { finding: faults[0]?.code ?? '' },
  });
}
