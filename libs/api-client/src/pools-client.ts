import type {
  ActOnLab,
  LabMachines,
  Machine,
  NewPool,
  PoolChoices,
  PoolDetail,
  SavePool,
  TakenMachine,
} from '@virlab/contracts';
import { type ApiOptions, request } from './http';

/** Whose a machine is and for how long, and how one pool keeps its machines. */
export class PoolsClient {
  constructor(private readonly options: ApiOptions) {}

  /** A machine of a shared pool, or the place in the queue for one. */
  take(pool: string) {
    return request<TakenMachine>(this.options, 'POST', '/api/machines/taken', { pool });
  }

  /** Renews the lease of a machine. */
  renew(id: string) {
    return request<Machine>(this.options, 'POST', `${machine(id)}/lease`);
  }

  /** Puts off the announced end of a machine. */
  notYet(id: string) {
    return request<Machine>(this.options, 'POST', `${machine(id)}/not-yet`);
  }

  giveBack(id: string) {
    return request<undefined>(this.options, 'POST', `${machine(id)}/give-back`);
  }

  /** Starts or shuts down all machines of the lab that this one is of. */
  actOnLab(id: string, action: ActOnLab['action']) {
    return request<LabMachines>(this.options, 'POST', `${machine(id)}/lab`, { action });
  }

  /** One pool, for its operators. */
  one(id: string, signal?: AbortSignal) {
    return request<PoolDetail>(
      this.options,
      'GET',
      `/api/pools/${encodeURIComponent(id)}`,
      undefined,
      signal,
    );
  }

  /** What a new pool may be made of. */
  choices(signal?: AbortSignal) {
    return request<PoolChoices>(this.options, 'GET', '/api/pool-choices', undefined, signal);
  }

  add(pool: NewPool) {
    return request<PoolDetail>(this.options, 'POST', '/api/pools', pool);
  }

  remove(id: string) {
    return request<undefined>(this.options, 'DELETE', `/api/pools/${encodeURIComponent(id)}`);
  }

  save(id: string, pool: SavePool) {
    return request<PoolDetail>(this.options, 'PUT', `/api/pools/${encodeURIComponent(id)}`, pool);
  }
}

function machine(id: string): string {
  return `/api/machines/${encodeURIComponent(id)}`;
}
