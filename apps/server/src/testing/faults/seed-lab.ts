import type { HostOffer, PoolSettings } from '@virlab/contracts';
import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SaveHost } from '../../hypervisors/index';
import { SavePool, SaveTemplate } from '../../pools/index';
import { READY_LINE, type RealHost } from './real-host';

/** The one pool of the lab. */
export const POOL = 'cs101-linux';

/** Another pool of machines that are ready with their first picture: what the guest says takes its time. */
export const BARE = 'bare';

/** A pool on a host of its own or on one that is there, and what its machines are like. */
export interface LabWish {
  pool: string;
  hostId?: string;
  readyLine?: string | null;
  memoryMiB?: number;
  settings?: Partial<PoolSettings>;
  offer?: HostOffer;
  /** The host's own unless told otherwise. */
  imagePath?: string;
}

/** Writes a pool with the guest of a real host, and the host. */
export async function seedPool(
  app: INestApplication,
  host: RealHost,
  {
    pool,
    hostId = 'h1',
    readyLine = null,
    memoryMiB = 96,
    settings,
    offer,
    imagePath = host.imagePath,
  }: LabWish,
): Promise<void> {
  const guest = { imagePath, memoryMiB, vcpus: 1, readyLine };
  await app.get(DataSource).transaction(async (manager) => {
    const place = { id: hostId, title: `Host ${hostId}`, ...host.place, ...(offer ? { offer } : {}) };
    await app.get(SaveHost, { strict: false }).run(place, manager);
    await app.get(SaveTemplate, { strict: false }).run({ id: pool, title: pool, ...guest }, manager);
    await app
      .get(SavePool, { strict: false })
      .run({ id: pool, title: pool, templateId: pool, hostId, ...(settings ? { settings } : {}) }, manager);
  });
}

/** Writes a lab of one pool with the small guest on a real host. */
export function seedLab(app: INestApplication, host: RealHost): Promise<void> {
  return seedPool(app, host, { pool: POOL, readyLine: READY_LINE });
}

/** Writes the pool of machines that are ready at once. */
export function seedBarePool(app: INestApplication, host: RealHost): Promise<void> {
  return seedPool(app, host, { pool: BARE });
}
