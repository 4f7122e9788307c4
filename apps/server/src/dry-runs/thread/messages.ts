import type {
  DryRun,
  DryRunRow,
  DryRunTraces,
  PolicyTarget,
  RightMove,
  RightState,
  RuleMatches,
} from '@virlab/contracts';
import type { CompileContext, Finding, GivenByHand } from '@virlab/policy';
import type { KnownAccount, KnownRelease } from '../../identity/index';
import type { ProviderFacts } from '../../policies/for-threads/index';
import type { KnownPerson } from './known-people';

/** A policy as text; `key` tells texts apart, so that the same is compiled once. */
export interface PolicyText {
  key: string;
  source: string;
}

/** What is known beside people, as deciding needs it. */
export interface KnownFacts {
  /** Milliseconds since 1970. */
  now: number;
  classes: readonly string[];
  providers: ReadonlyMap<string, ProviderFacts>;
  grants: ReadonlyMap<string, readonly GivenByHand[]>;
  /** Days after their release for which attributes are believed; for ever when absent. */
  staleAfterDays?: number;
}

/** A machine that there is, for what would be touched. */
export interface KnownMachine {
  ownerId: string;
  poolId: string;
  ordinal: number;
  isRunning: boolean;
  consoles: number;
}

/** A dry run as the thread is asked for it. */
export interface DryRunOrder {
  before: PolicyText;
  after: PolicyText;
  /** What `after` may refer to; left out for a version that was published. */
  context?: CompileContext;
  facts: KnownFacts;
  pools: readonly { id: string; title: string }[];
  classes: readonly { id: string; code: string }[];
  /** Titles of identity providers by entityID. */
  universities: ReadonlyMap<string, string>;
  machines: readonly KnownMachine[];
  brakePercent: number;
}

/** What a dry run has found out so far. */
export type DryRunResult = Pick<
  DryRun,
  'done' | 'total' | 'figures' | 'flow' | 'touches' | 'brakes' | 'missing'
>;

/** One right that moves, and between which bands of the flow; only pools have bands. */
export interface MovedRight {
  what: RightMove;
  target: Omit<PolicyTarget, 'title'>;
  scope?: string;
  before?: RightState;
  after?: RightState;
  cause: DryRunRow['cause'] & { ruleId?: string; path?: string };
  from?: string;
  to?: string;
}

/** Somebody some of whose rights move. */
export interface MovedPerson {
  accountId: string;
  userId: string;
  issuer: string;
  /** sha256 of what the policy was asked about. */
  inputHash: string;
  rights: MovedRight[];
}

/** People whose rights move, as they are kept: MovedPerson[] as JSON, gzip. */
export interface MovedPart {
  rights: number;
  people: Uint8Array;
}

/** A question about one rule. */
export interface MatchOrder {
  id: string;
  yaml: string;
  /** In whose defaults the rule stands. */
  policy: PolicyText;
  /** The version in force, for the rule of that id. */
  published?: PolicyText;
  context: CompileContext;
  facts: KnownFacts;
}

/** Whom a rule matches; people by their user ids. */
export type MatchAnswer = Omit<RuleMatches, 'examples' | 'version' | 'missing'> & {
  hasPublished: boolean;
  missing: { path: string; attr: string; people: number; issuers: string[] }[];
  examples: { userId: string; issuer: string }[];
};

/** A question about one person under two policies. */
export interface TraceOrder {
  before: PolicyText;
  after: PolicyText;
  person: KnownPerson;
  target: Omit<PolicyTarget, 'title'>;
  facts: KnownFacts;
}

/** One person's right under both. */
export type TracedSides = Pick<DryRunTraces, 'before' | 'after'>;

/** What the server tells the thread. */
export type ToThread =
  | { type: 'begin-people' }
  | { type: 'accounts'; accounts: readonly KnownAccount[] }
  | { type: 'releases'; releases: readonly KnownRelease[] }
  | { type: 'all-accounts' }
  | { type: 'all-releases' }
  /** A policy that is soon asked about. */
  | { type: 'prepare'; policy: PolicyText; context?: CompileContext }
  | { type: 'dry-run'; id: number; order: DryRunOrder }
  | { type: 'match'; id: number; order: MatchOrder }
  | { type: 'trace'; id: number; order: TraceOrder }
  | { type: 'cancel'; id: number };

/** What the thread tells the server. */
export type FromThread =
  /** A page was taken in: the next may come. */
  | { type: 'taken' }
  | { type: 'compiled'; id: number }
  | { type: 'faulty'; id: number; findings: Finding[] }
  | { type: 'progress'; id: number; result: DryRunResult }
  | { type: 'done'; id: number; result: DryRunResult; parts: MovedPart[] }
  | { type: 'cancelled'; id: number }
  | { type: 'matched'; id: number; answer: MatchAnswer }
  | { type: 'traced'; id: number; traces: TracedSides }
  | { type: 'failed'; id: number; message: string };
