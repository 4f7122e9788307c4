import type {
  BreakGlass,
  ManualGrant,
  ManualGrants,
  NewManualGrant,
  OpenBreakGlass,
} from '@virlab/contracts';
import { type ApiOptions, request } from './http';

/** Rights that are given by hand, and the way in for an emergency. */
export class GrantsClient {
  constructor(private readonly options: ApiOptions) {}

  /** What was given by hand: what is valid first. */
  list(signal?: AbortSignal) {
    return request<ManualGrants>(this.options, 'GET', '/api/policy/grants', undefined, signal);
  }

  give(grant: NewManualGrant) {
    return request<ManualGrant>(this.options, 'POST', '/api/policy/grants', grant);
  }

  revoke(id: string) {
    return request<ManualGrant>(this.options, 'POST', `/api/policy/grants/${encodeURIComponent(id)}/revoke`);
  }

  /** Who is in by break-glass, and when the last drill was. */
  breakGlass(signal?: AbortSignal) {
    return request<BreakGlass>(this.options, 'GET', '/api/break-glass', undefined, signal);
  }

  /** Signs in for an hour; the answer sets the cookie. */
  openBreakGlass(typed: OpenBreakGlass) {
    return request<object>(this.options, 'POST', '/api/break-glass/sessions', typed);
  }

  endBreakGlass(id: string) {
    return request<object>(this.options, 'DELETE', `/api/break-glass/${encodeURIComponent(id)}`);
  }
}
