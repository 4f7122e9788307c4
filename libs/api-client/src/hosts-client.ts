import type {
  Capacity,
  Host,
  HostChange,
  HostCheck,
  HostCheckRequest,
  HostDrain,
  HostLeftovers,
  HostModeChange,
  HostTest,
  HostTestRequest,
  NewHost,
  PlannedDrains,
  Templates,
} from '@virlab/contracts';
import { type ApiOptions, request, requestLines } from './http';

const HOSTS = '/api/hosts';

/** What operators do with hosts, and what the schedule needs of them. */
export class HostsClient {
  constructor(private readonly options: ApiOptions) {}

  one(id: string, signal?: AbortSignal) {
    return request<Host>(this.options, 'GET', placeOf(id), undefined, signal);
  }

  /** What is wrong with settings as they are typed; the host is not asked. */
  check(typed: HostCheckRequest, signal?: AbortSignal) {
    return request<HostCheck>(this.options, 'POST', `${HOSTS}/check`, typed, signal);
  }

  /** Tries a host; each state is one further on, the last is `finished`. */
  test(wish: HostTestRequest, signal?: AbortSignal): AsyncGenerator<HostTest, void> {
    return requestLines<HostTest>(this.options, 'POST', `${HOSTS}/test`, wish, signal);
  }

  /** Templates that can be booted for a proof. */
  bootable(signal?: AbortSignal) {
    return request<Templates>(this.options, 'GET', '/api/templates', undefined, signal);
  }

  add(host: NewHost) {
    return request<Host>(this.options, 'POST', HOSTS, host);
  }

  change(id: string, change: HostChange) {
    return request<Host>(this.options, 'PUT', placeOf(id), change);
  }

  remove(id: string) {
    return request<object>(this.options, 'DELETE', placeOf(id));
  }

  setMode(id: string, mode: HostModeChange) {
    return request<Host>(this.options, 'PUT', `${placeOf(id)}/mode`, mode);
  }

  /** Where each machine goes when the host is drained. */
  drain(id: string, signal?: AbortSignal) {
    return request<HostDrain>(this.options, 'GET', `${placeOf(id)}/drain`, undefined, signal);
  }

  /** Hosts that are going to be drained. */
  plannedDrains(signal?: AbortSignal) {
    return request<PlannedDrains>(this.options, 'GET', '/api/host-drains', undefined, signal);
  }

  /** @param at - ISO 8601 */
  planDrain(id: string, at: string) {
    return request<undefined>(this.options, 'PUT', `${placeOf(id)}/drain`, { at });
  }

  cancelDrain(id: string) {
    return request<undefined>(this.options, 'DELETE', `${placeOf(id)}/drain`);
  }

  /** What is on a host and belongs to no machine. */
  leftovers(id: string, signal?: AbortSignal) {
    return request<HostLeftovers>(this.options, 'GET', `${placeOf(id)}/leftovers`, undefined, signal);
  }

  /** What the lessons of so many days need, beside what the hosts have. */
  capacity(days: number, signal?: AbortSignal) {
    return request<Capacity>(this.options, 'GET', `/api/capacity?days=${days}`, undefined, signal);
  }
}

function placeOf(id: string): string {
  return `${HOSTS}/${encodeURIComponent(id)}`;
}
