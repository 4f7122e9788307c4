import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { CompileContext } from '@virlab/policy';
import { AuditRecorder } from '../audit/index';
import { actorOf } from '../identity/index';
import { Clock, Log, sha256, VirlabError, type Viewer } from '../platform/index';
import { PolicyDrafts } from '../policy-drafts/index';
import { PolicyVersions } from '../policies/index';
import { DryRunEntity } from './dry-run.entity';
import { DryRunStore } from './dry-run-store';
import { GatherFacts } from './gather-facts';
import { type DryRunHead, LiveDryRun } from './live-dry-run';
import { PeopleThread } from './people-thread';
import type { DryRunResult, MovedPart, PolicyText } from './thread/messages';

const MOST_AT_ONCE = 2;
const LONGEST_MS = 10 * 60_000;
/** Under no policy nobody has anything. */
export const NO_POLICY: PolicyText = { key: 'none', source: 'version: 1\nid: none\nrules: []\n' };

/** What is tried. */
interface Tried {
  ofVersion: number | null;
  draftRevision: number | null;
  source: string;
}

/** Dry runs: begins them, lets them be cancelled, and keeps what came of them. */
@Injectable()
export class DryRuns implements BeforeApplicationShutdown {
  private readonly live = new Map<string, LiveDryRun>();

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly audit: AuditRecorder,
    private readonly drafts: PolicyDrafts,
    private readonly versions: PolicyVersions,
    private readonly facts: GatherFacts,
    private readonly thread: PeopleThread,
    private readonly store: DryRunStore,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    const runs = [...this.live.values()];
    for (const { cancel } of runs)
      cancel.abort(new VirlabError('work-given-up', { detail: 'the server stops' }));
    await Promise.all(runs.map(({ ended }) => ended));
  }

  /** One under way in this process. */
  find(id: string): LiveDryRun | undefined {
    return this.live.get(id);
  }

  /** The newest one of the draft under way. */
  get ofDraft(): LiveDryRun | undefined {
    return [...this.live.values()].findLast(({ head }) => head.draftRevision !== null);
  }

  /** Gets ready for the dry run of somebody who looks at the draft. */
  async expect(): Promise<void> {
    const inForce = await this.versions.latest();
    this.thread.warm(inForce ? { key: inForce.sourceHash, source: inForce.source } : NO_POLICY);
  }

  /**
   * Begins a dry run of the draft, or of an old version, against the version in force. What is being tried already is
   * not tried twice; whoever tries something else gives up what they tried before.
   *
   * @throws VirlabError `draft-missing`, `policy-version-unknown`, `draft-faulty`; `too-busy` when others' are running
   */
  async start(of: 'draft' | number, viewer: Viewer): Promise<LiveDryRun> {
    const tried = await this.read(of);
    const run = await this.begin(tried, { userId: viewer.userId, displayName: viewer.displayName });
    await this.audit.record({
      kind: 'policy.dry-run',
      ...actorOf(viewer),
      subject: { kind: 'dry-run', id: run.id, title: of === 'draft' ? 'draft' : `version ${of}` },
      policyVersion: run.head.against,
      facts: { of: String(of), sourceHash: run.head.sourceHash },
    });
    return run;
  }

  /** The same for a text that is nobody's draft, as the operator's tool has it. */
  begin(tried: Tried, startedBy: DryRunHead['startedBy']): Promise<LiveDryRun> {
    return this.launch(tried, startedBy);
  }

  private async read(of: 'draft' | number): Promise<Tried> {
    if (of !== 'draft') {
      const { source } = await this.versions.get(of);
      return { ofVersion: of, draftRevision: null, source };
    }
    const draft = await this.drafts.current();
    if (!draft) throw new VirlabError('draft-missing');
    return { ofVersion: null, draftRevision: draft.revision, source: draft.source };
  }

  private async launch(tried: Tried, startedBy: DryRunHead['startedBy']): Promise<LiveDryRun> {
    const inForce = await this.versions.latest();
    const sourceHash = sha256(tried.source);
    const against = inForce?.version ?? 0;
    const running = [...this.live.values()].filter(({ state }) => state === 'running');
    const same = running.find(({ head }) => head.sourceHash === sourceHash && head.against === against);
    if (same) {
      await same.begun;
      return same;
    }
    const own = running.filter(({ head }) => head.startedBy.userId === startedBy.userId);
    for (const { cancel } of own) cancel.abort();
    if (running.length - own.length >= MOST_AT_ONCE) throw new VirlabError('too-busy');
    const { ofVersion, draftRevision, source } = tried;
    const startedAt = this.clock.now();
    const run = new LiveDryRun({
      ofVersion,
      draftRevision,
      sourceHash,
      source,
      against,
      startedBy,
      startedAt,
    });
    this.live.set(run.id, run);
    const before = inForce ? { key: inForce.sourceHash, source: inForce.source } : NO_POLICY;
    const late = AbortSignal.timeout(LONGEST_MS);
    const signal = AbortSignal.any([run.cancel.signal, late]);
    run.begun = new Promise((begun, failed) => {
      const work = this.work(run, { before, after: { key: sourceHash, source } }, begun, signal);
      work.catch((error: unknown) => {
        // Who gave it up before it really began is told just that, and not that something failed.
        if (isGivenUp(run)) begun();
        else
          failed(error instanceof VirlabError ? error : new VirlabError('work-given-up', { cause: error }));
      });
      run.ended = this.end(run, work);
    });
    // Whoever begins it hears of it; a run that nobody waits for any more is no crash.
    run.begun.catch(() => undefined);
    await run.begun;
    return run;
  }

  private async work(
    run: LiveDryRun,
    policies: { before: PolicyText; after: PolicyText },
    begun: () => void,
    signal: AbortSignal,
  ): Promise<{ result: DryRunResult; parts: MovedPart[] }> {
    // Both are compiled while people are read.
    const opening = this.thread.ready();
    this.thread.prepare(policies.before);
    const [issuers, context] = await Promise.all([opening, this.contextFor(run, policies.after)]);
    signal.throwIfAborted();
    const facts = await this.facts.forDryRun(issuers);
    const order = { ...policies, ...facts, ...(context ? { context } : {}) };
    return this.thread.dryRun(order, { compiled: begun, progress: (result) => run.progress(result) }, signal);
  }

  /** What a draft may refer to; a version that was published is not held against it again. */
  private async contextFor({ head }: LiveDryRun, tried: PolicyText): Promise<CompileContext | undefined> {
    const context = head.ofVersion === null ? await this.facts.context() : undefined;
    this.thread.prepare(tried, context);
    return context;
  }

  private async end(
    run: LiveDryRun,
    work: Promise<{ result: DryRunResult; parts: MovedPart[] }>,
  ): Promise<void> {
    let parts: MovedPart[] = [];
    let state: DryRunEntity['state'] = 'done';
    try {
      const done = await work;
      run.result = done.result;
      parts = done.parts;
    } catch (error) {
      state = isGivenUp(run) ? 'cancelled' : 'failed';
      if (state === 'failed') run.code = error instanceof VirlabError ? error.code : 'work-given-up';
      if (!(error instanceof VirlabError) && state === 'failed')
        this.log.error({ err: error }, 'a dry run failed');
    }
    run.tookMs = this.clock.now().getTime() - run.head.startedAt.getTime();
    try {
      // A text that has faults was never tried.
      if (run.code !== 'draft-faulty') await this.store.save(rowOf(run, state), parts);
      run.state = state;
    } catch (error) {
      this.log.error({ err: error }, 'a dry run could not be kept');
      run.state = 'failed';
      run.code = 'internal';
    }
    this.live.delete(run.id);
    run.tell();
  }
}

/** Somebody gave it up; the server has its own reasons when it does. */
function isGivenUp({ cancel: { signal } }: LiveDryRun): boolean {
  return signal.aborted && !(signal.reason instanceof VirlabError);
}

function rowOf({ id, head, result, code, tookMs }: LiveDryRun, state: DryRunEntity['state']): DryRunEntity {
  const { startedBy, ...rest } = head;
  return Object.assign(new DryRunEntity(), {
    ...rest,
    id,
    startedBy: startedBy.displayName,
    state,
    code: code ?? null,
    tookMs: tookMs ?? 0,
    result,
  });
}
