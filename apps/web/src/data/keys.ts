import type { AuditQuery, DiscoveryRequestQuery, ProvidersQuery } from '@virlab/contracts';

/** The names under which answers are kept: one list, so that live events patch what pages read. */
export const keys = {
  signInOptions: ['sign-in-options'],
  signInRefusal: (reference: string) => ['sign-in-refusal', reference],
  signInProvider: (entityId: string) => ['sign-in-provider', entityId],
  providerSearch: (typed: string, language: string) => ['provider-search', language, typed],
  knownProviders: (entityIds: readonly string[], language: string) => [
    'known-providers',
    language,
    entityIds,
  ],
  discoveryRequest: (query: DiscoveryRequestQuery) => ['discovery-request', query],
  session: ['session'],
  ownSessions: ['own-sessions'] as const,
  ownRecord: ['own-record'],
  machines: ['machines'],
  machine: (id: string) => ['machine', id],
  classes: ['class'],
  class: (id: string) => ['class', id],
  policy: ['policy'],
  policyTargets: ['policy', 'targets'],
  why: (person: string, target: string) => ['why', person, target],
  people: ['people'],
  person: (id: string) => ['people', id],
  federations: ['federations'],
  providers: ['providers'],
  providersPage: (query: ProvidersQuery) => ['providers', 'page', query],
  provider: (entityId: string) => ['providers', 'one', entityId],
  serviceProvider: ['service-provider'],
  hosts: ['hosts'],
  audit: (query: Partial<AuditQuery>) => ['audit', query],
} as const;
