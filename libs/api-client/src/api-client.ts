import type {
  AttributeRulesFiles,
  AttributeRulesReport,
  AttributeRulesTexts,
  AttributeRulesVersions,
  AuditPage,
  AuditQuery,
  ClassView,
  ConsoleMode,
  ConsoleTicket,
  DiscoveryRequest,
  DiscoveryRequestQuery,
  EndedSessions,
  ExportAudit,
  Federation,
  FederationChange,
  FederationPreview,
  Federations,
  Hosts,
  KnownProviders,
  Machine,
  MachineAction,
  MachineList,
  NewFederation,
  NewProvider,
  NewAttributeRules,
  OwnRecord,
  OwnSessions,
  People,
  PersonDetail,
  PolicyTargets,
  PreviewFederationRequest,
  ProviderChange,
  ProviderDetail,
  ProviderDocument,
  ProviderPreview,
  ProvidersPage,
  ProvidersQuery,
  ProviderSearch,
  PublishedAttributeRules,
  PublishedPolicy,
  ServiceProvider,
  Session,
  SignedOut,
  SignOutQuery,
  SignInProviderFacts,
  SignInRecord,
  SignInRecords,
  SignInRecordsQuery,
  SignInRefusal,
  SignInOptions,
  TargetHolders,
  WayInLoss,
  Why,
} from '@virlab/contracts';
import { DryRunsClient } from './dry-runs-client';
import { GrantsClient } from './grants-client';
import { PoolsClient } from './pools-client';
import { HostsClient } from './hosts-client';
import { type ApiOptions, request, requestText } from './http';
import { JobsClient } from './jobs-client';
import { LessonsClient } from './lessons-client';
import { PicturesClient } from './pictures-client';
import { PolicyImportsClient } from './policy-imports-client';
import { PolicyStudioClient } from './policy-studio-client';
import { UsageClient } from './usage-client';
import { TemplatesClient } from './templates-client';

/** Every call of the HTTP API, typed by the contracts. Each rejects with ApiError. */
export function createApiClient(options: ApiOptions = {}) {
  const get = <T>(path: string, signal?: AbortSignal) => request<T>(options, 'GET', path, undefined, signal);
  const id = encodeURIComponent;
  return {
    studio: new PolicyStudioClient(options),
    dryRuns: new DryRunsClient(options),
    grants: new GrantsClient(options),
    lessons: new LessonsClient(options),
    pictures: new PicturesClient(options),
    usage: new UsageClient(options),
    jobs: new JobsClient(options),
    pools: new PoolsClient(options),
    hostsAdmin: new HostsClient(options),
    imports: new PolicyImportsClient(options),
    templates: new TemplatesClient(options),
    signInOptions: (signal?: AbortSignal) => get<SignInOptions>('/api/sign-in/options', signal),
    signInRefusal: (reference: string, signal?: AbortSignal) =>
      get<SignInRefusal>(`/api/sign-in/refusals/${id(reference)}`, signal),
    signInProvider: (entityId: string, signal?: AbortSignal) =>
      get<SignInProviderFacts>(`/api/sign-in/providers/${id(entityId)}`, signal),
    searchProviders: (typed: string, signal?: AbortSignal) =>
      get<ProviderSearch>(`/api/sign-in/providers?q=${id(typed)}`, signal),
    knownProviders: (entityIds: readonly string[], signal?: AbortSignal) => {
      const query = new URLSearchParams(entityIds.map((entityId) => ['entityID', entityId]));
      return get<KnownProviders>(`/api/sign-in/choices?${query}`, signal);
    },
    discoveryRequest: (query: DiscoveryRequestQuery, signal?: AbortSignal) =>
      get<DiscoveryRequest>(`/api/sign-in/discovery-request?${search(query)}`, signal),
    session: (signal?: AbortSignal) => get<Session>('/api/session', signal),
    signOut: (wish: Partial<SignOutQuery> = {}) =>
      request<SignedOut>(options, 'DELETE', `/api/session?${new URLSearchParams(wish)}`),
    ownSessions: (signal?: AbortSignal) => get<OwnSessions>('/api/session/sessions', signal),
    ownRecord: (signal?: AbortSignal) => get<OwnRecord>('/api/session/record', signal),
    endSession: (ref: string) =>
      request<EndedSessions>(options, 'DELETE', `/api/session/sessions/${id(ref)}`),
    endSessionsOf: (personId: string) =>
      request<EndedSessions>(options, 'DELETE', `/api/people/${id(personId)}/sessions`),
    machines: (signal?: AbortSignal) => get<MachineList>('/api/machines', signal),
    machine: (machineId: string, signal?: AbortSignal) =>
      get<Machine>(`/api/machines/${id(machineId)}`, signal),
    act: (machineId: string, action: MachineAction) =>
      request<Machine>(options, 'POST', `/api/machines/${id(machineId)}/actions`, { action }),
    openConsole: (machineId: string, mode: ConsoleMode = 'control') =>
      request<ConsoleTicket>(options, 'POST', `/api/machines/${id(machineId)}/console`, { mode }),
    /** Address of the machine's last picture; `tick` only keeps a browser from showing an old one. */
    screenUrl: (machineId: string, tick: number) =>
      `${options.baseUrl ?? ''}/api/machines/${id(machineId)}/screen?tick=${tick}`,
    classView: (classId: string, signal?: AbortSignal) =>
      get<ClassView>(`/api/classes/${id(classId)}`, signal),
    policy: (signal?: AbortSignal) => get<PublishedPolicy>('/api/policy', signal),
    policyTargets: (signal?: AbortSignal) => get<PolicyTargets>('/api/policy/targets', signal),
    /** `language` is that of the text to send on. */
    why: (
      person: string,
      target: string,
      signal?: AbortSignal,
      language: 'en' | 'pt' = 'en',
      asOf: { version?: number; decision?: string } = {},
    ) => get<Why>(`/api/policy/why?${search({ person, target, lang: language, ...asOf })}`, signal),
    /** The same of the moment of an event of the trail; `target` empty for the right that the event was about. */
    whyOfEvent: (sequence: number, target: string, signal?: AbortSignal, language: 'en' | 'pt' = 'en') =>
      get<Why>(`/api/policy/why?${search({ audit: sequence, target, lang: language })}`, signal),
    /** Who has a right such as `pool:linux`, and by which rules. */
    targetHolders: (target: string, signal?: AbortSignal) =>
      get<TargetHolders>(`/api/policy/why/holders?${search({ target })}`, signal),
    people: (signal?: AbortSignal) => get<People>('/api/people', signal),
    person: (personId: string, signal?: AbortSignal) =>
      get<PersonDetail>(`/api/people/${id(personId)}`, signal),
    /** The last sign-ins, newest first. */
    signInRecords: (query: Partial<SignInRecordsQuery>, signal?: AbortSignal) => {
      const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
      const asked = new URLSearchParams(entries.map(([k, v]) => [k, String(v)]));
      return get<SignInRecords>(`/api/attributes/sign-ins?${asked}`, signal);
    },
    signInRecord: (recordId: string, signal?: AbortSignal) =>
      get<SignInRecord>(`/api/attributes/sign-ins/${id(recordId)}`, signal),
    attributeRules: (signal?: AbortSignal) => get<AttributeRulesVersions>('/api/attributes/rules', signal),
    attributeRulesTexts: (version: number, signal?: AbortSignal) =>
      get<AttributeRulesTexts>(`/api/attributes/rules/${version}`, signal),
    checkAttributeRules: (files: AttributeRulesFiles) =>
      request<AttributeRulesReport>(options, 'POST', '/api/attributes/rules/check', files),
    publishAttributeRules: (rules: NewAttributeRules) =>
      request<PublishedAttributeRules>(options, 'POST', '/api/attributes/rules', rules),
    hosts: (signal?: AbortSignal) => get<Hosts>('/api/hosts', signal),
    federations: (signal?: AbortSignal) => get<Federations>('/api/federations', signal),
    previewFederation: (wish: PreviewFederationRequest, signal?: AbortSignal) =>
      request<FederationPreview>(options, 'POST', '/api/federations/preview', wish, signal),
    addFederation: (federation: NewFederation) =>
      request<Federation>(options, 'POST', '/api/federations', federation),
    changeFederation: (federationId: string, change: FederationChange) =>
      request<Federation>(options, 'PATCH', `/api/federations/${id(federationId)}`, change),
    removeFederation: (federationId: string) =>
      request<WayInLoss>(options, 'DELETE', `/api/federations/${id(federationId)}`),
    refreshFederation: (federationId: string) =>
      request<Federation>(options, 'POST', `/api/federations/${id(federationId)}/refresh`),
    providers: (query: ProvidersQuery, signal?: AbortSignal) =>
      get<ProvidersPage>(`/api/providers?${search(query)}`, signal),
    provider: (entityId: string, signal?: AbortSignal) =>
      get<ProviderDetail>(`/api/providers/${id(entityId)}`, signal),
    previewProvider: (from: ProviderDocument, signal?: AbortSignal) =>
      request<ProviderPreview>(options, 'POST', '/api/providers/preview', { from }, signal),
    addProvider: (provider: NewProvider) =>
      request<ProviderDetail>(options, 'POST', '/api/providers', provider),
    changeProvider: (entityId: string, change: ProviderChange) =>
      request<ProviderDetail>(options, 'PATCH', `/api/providers/${id(entityId)}`, change),
    removeProvider: (entityId: string) =>
      request<WayInLoss>(options, 'DELETE', `/api/providers/${id(entityId)}`),
    serviceProvider: (signal?: AbortSignal) => get<ServiceProvider>('/api/service-provider', signal),
    audit: (query: Partial<AuditQuery>, signal?: AbortSignal) => {
      return get<AuditPage>(`/api/audit?${search(query)}`, signal);
    },
    /** The trail as CSV. */
    exportAudit: (wish: ExportAudit) => requestText(options, 'POST', '/api/audit/exports', wish),
  };
}

export type ApiClient = ReturnType<typeof createApiClient>;

/** The query of an address; what is empty is left out. */
function search(query: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
}
