import type {
  DraftComment,
  DraftPresence,
  DraftStep,
  DryRun,
  OrderDraft,
  PolicyComparison,
  PolicyDraft,
  PolicyVersions,
  PolicyVocabulary,
  ProposedPolicyCase,
  ProposePolicyCase,
  Publication,
  PublishedPolicy,
  RollBack,
  RuleMatches,
  RuleMatchesQuery,
  SaveDraftRule,
  SaveDraftSource,
  SavePolicyCase,
} from '@virlab/contracts';
import { type ApiOptions, request } from './http';

const DRAFT = '/api/policy/draft';

/** Calls of the policy studio: the draft, its test cases, the versions and what a form can suggest. */
export class PolicyStudioClient {
  constructor(private readonly options: ApiOptions) {}

  /** The one draft; what is published while nobody has begun one. */
  draft(signal?: AbortSignal) {
    return this.send<PolicyDraft>('GET', DRAFT, undefined, signal);
  }

  /** Throws the draft away when nobody changed it since `revision`. */
  discardDraft(revision: number) {
    return this.send<PolicyDraft>('DELETE', `${DRAFT}?revision=${revision}`);
  }

  saveRule(id: string, rule: SaveDraftRule) {
    return this.send<PolicyDraft>('PUT', `${DRAFT}/rules/${encodeURIComponent(id)}`, rule);
  }

  removeRule(id: string, base: string) {
    return this.send<PolicyDraft>(
      'DELETE',
      `${DRAFT}/rules/${encodeURIComponent(id)}?${new URLSearchParams({ base })}`,
    );
  }

  orderRules(order: OrderDraft) {
    return this.send<PolicyDraft>('PUT', `${DRAFT}/order`, order);
  }

  saveSource(source: SaveDraftSource) {
    return this.send<PolicyDraft>('PUT', `${DRAFT}/source`, source);
  }

  /** Puts the changes of the draft onto the version that is published now; `keep` settles what both changed. */
  rebaseDraft(wish: { revision: number; keep?: Readonly<Record<string, 'mine' | 'theirs'>> }) {
    return this.send<PolicyDraft>('POST', `${DRAFT}/rebase`, wish);
  }

  /** Says that a page of the draft is open, or was left. */
  tellPresence(presence: DraftPresence) {
    return this.send<unknown>('PUT', `${DRAFT}/presence`, presence);
  }

  comment(text: string) {
    return this.send<DraftComment>('POST', `${DRAFT}/comments`, { text });
  }

  askForApproval(step: DraftStep) {
    return this.send<PolicyDraft>('POST', `${DRAFT}/ask`, step);
  }

  approve(step: DraftStep) {
    return this.send<PolicyDraft>('POST', `${DRAFT}/approve`, step);
  }

  /** Takes back the question for approval, or the approval. */
  withdraw(step: DraftStep) {
    return this.send<PolicyDraft>('POST', `${DRAFT}/withdraw`, step);
  }

  publish(step: DraftStep) {
    return this.send<Publication>('POST', `${DRAFT}/publish`, step);
  }

  saveCase(policyCase: SavePolicyCase) {
    return this.send<PolicyDraft>('PUT', `${DRAFT}/cases`, policyCase);
  }

  removeCase(name: string, base: string) {
    return this.send<PolicyDraft>('DELETE', `${DRAFT}/cases?${new URLSearchParams({ name, base })}`);
  }

  /** A test case made from somebody real, with everything replaced that tells who it was. Not saved. */
  proposeCase(from: ProposePolicyCase) {
    return this.send<ProposedPolicyCase>('POST', `${DRAFT}/cases/propose`, from);
  }

  /** Whom a rule that is being written would match. */
  matches(rule: RuleMatchesQuery, signal?: AbortSignal) {
    return this.send<RuleMatches>('POST', `${DRAFT}/matches`, rule, signal);
  }

  versions(signal?: AbortSignal) {
    return this.send<PolicyVersions>('GET', '/api/policy/versions', undefined, signal);
  }

  /** One published version, with its text. */
  version(version: number, signal?: AbortSignal) {
    return this.send<PublishedPolicy>('GET', `/api/policy/versions/${version}`, undefined, signal);
  }

  /** Publishes the text of an old version again. */
  rollBack(version: number, wish: RollBack) {
    return this.send<Publication>('POST', `/api/policy/versions/${version}/roll-back`, wish);
  }

  /** Two versions side by side; each a number or `draft`. */
  compare(from: string, to: string, signal?: AbortSignal) {
    const query = new URLSearchParams({ from, to });
    return this.send<PolicyComparison>('GET', `/api/policy/compare?${query}`, undefined, signal);
  }

  /** What a dry run found out. */
  dryRun(id: string, signal?: AbortSignal) {
    return this.send<DryRun>('GET', `/api/policy/dry-runs/${encodeURIComponent(id)}`, undefined, signal);
  }

  /** What the fields of a form can suggest. */
  vocabulary(signal?: AbortSignal) {
    return this.send<PolicyVocabulary>('GET', '/api/policy/vocabulary', undefined, signal);
  }

  private send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    return request<T>(this.options, method, path, body, signal);
  }
}
