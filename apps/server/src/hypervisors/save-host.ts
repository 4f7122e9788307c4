import type { HostMode, HostOffer } from '@virlab/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Bus, Clock, VirlabError } from '../platform/index';
import { faultsOfPlace, kindOf } from './check-host';
import { DRIVER_KINDS } from './driver-pool';
import type { DriverKind, HostSettings } from './drivers/driver-kind';
import { HostEntity } from './host.entity';

/** A host as it is to be. What is left out stays as it is. */
export interface HostWish extends HostSettings {
  mode?: HostMode;
  offer?: Partial<HostOffer>;
}

const CHANGING = [
  'title',
  'uri',
  'imagesDirectory',
  'socketsDirectory',
  'mode',
  'offeredMemoryMiB',
  'offeredVcpus',
] as const;
const PLACE: ReadonlySet<string> = new Set(['uri', 'imagesDirectory', 'socketsDirectory']);

/** Which fields of a host a save changed; `created` when there was none. */
export type HostSaved = { result: 'created' | 'changed' | 'unchanged'; fields: readonly string[] };

/** Writes one host, as a resource file or an operator says it. */
@Injectable()
export class SaveHost {
  constructor(
    @Inject(DRIVER_KINDS) private readonly kinds: readonly DriverKind[],
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  /**
   * Says what became of it. A host whose URI or folders changed has to prove itself again. It need not be reachable.
   *
   * @throws VirlabError `resource-invalid` with every fault
   */
  async run(wanted: HostWish, manager: EntityManager): Promise<HostSaved['result']> {
    return (await this.save(wanted, manager)).result;
  }

  /**
   * The same, and which fields it changed.
   *
   * @param basedOn - `updatedAt` of the host that the change was made to; left out, whatever is there is changed
   * @throws VirlabError `resource-invalid` with every fault, `host-changed` when somebody saved it since `basedOn`
   */
  async save(wanted: HostWish, manager: EntityManager, basedOn?: Date): Promise<HostSaved> {
    const faults = faultsOfPlace(this.kinds, wanted);
    const kind = kindOf(this.kinds, wanted.uri);
    if (!kind || faults.length > 0) {
      const errors = faults.map(({ field, message }) => ({ path: field, message }));
      throw new VirlabError('resource-invalid', { errors });
    }
    const { id } = wanted;
    const found = await manager.findOneBy(HostEntity, { id });
    const row = rowOf(wanted, found);
    const fields = CHANGING.filter((field) => !found || found[field] !== row[field]);
    if (found && basedOn && found.updatedAt.getTime() !== basedOn.getTime()) throw changed(id);
    if (found && fields.length === 0) return { result: 'unchanged', fields };
    const now = this.clock.now();
    const proof = { runsBy: null, provedAt: null, bootMilliseconds: null, fault: null };
    const isElsewhere = fields.some((field) => PLACE.has(field));
    const changes = {
      ...row,
      driver: kind.name,
      updatedAt: new Date(Math.max(now.getTime(), (found?.updatedAt.getTime() ?? 0) + 1)),
      ...(isElsewhere ? { ...proof, foundMemoryMiB: null, foundVcpus: null } : {}),
      ...(isElsewhere ? { health: 'unproved' as const, healthSince: now } : {}),
    };
    if (found) {
      const { affected } = await manager.update(HostEntity, { id, updatedAt: found.updatedAt }, changes);
      if (affected !== 1) throw changed(id);
    } else await manager.insert(HostEntity, { id, ...changes });
    afterCommit(manager, () => this.bus.tell({ type: 'host-changed', hostId: id }));
    return { result: found ? 'changed' : 'created', fields };
  }
}

function rowOf(wanted: HostWish, found: HostEntity | null): Pick<HostEntity, (typeof CHANGING)[number]> {
  const { title, uri, offer = {} } = wanted;
  const given = <T>(value: T | undefined, before: T | undefined, usual: T): T =>
    value !== undefined ? value : before !== undefined ? before : usual;
  return {
    title,
    uri,
    imagesDirectory: wanted.imagesDirectory ?? null,
    socketsDirectory: wanted.socketsDirectory ?? null,
    mode: given(wanted.mode, found?.mode, 'active'),
    offeredMemoryMiB: given(offer.memoryMiB, found?.offeredMemoryMiB, null),
    offeredVcpus: given(offer.vcpus, found?.offeredVcpus, null),
  };
}

function changed(id: string): VirlabError {
  return new VirlabError('host-changed', { detail: `host ${id} was saved by somebody else` });
}
