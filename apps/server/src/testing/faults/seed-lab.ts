import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SaveHost } from '../../hypervisors/index';
import { SavePool, SaveTemplate } from '../../pools/index';
import { READY_LINE, type RealHost } from './real-host';

/** The one pool of the lab. */
export const POOL = 'cs101-linux';

/** Another pool of machines that are ready with their first picture: what the guest says takes its time. */
export const BARE = 'bare';

/** Writes a lab of one pool with the small guest on a real host. */
export async function seedLab(app: INestApplication, host: RealHost): Promise<void> {
  const guest = { imagePath: host.imagePath, memoryMiB: 96, vcpus: 1, readyLine: READY_LINE };
  await app.get(DataSource).transaction(async (manager) => {
    await app.get(SaveHost, { strict: false }).run({ id: 'h1', title: 'Host 1', ...host.place }, manager);
    await app.get(SaveTemplate, { strict: false }).run({ id: 'shell', title: 'Shell', ...guest }, manager);
    await app
      .get(SavePool, { strict: false })
      .run({ id: POOL, title: 'Linux', templateId: 'shell', hostId: 'h1' }, manager);
  });
}

/** Writes the pool of machines that are ready at once. */
export async function seedBarePool(app: INestApplication, host: RealHost): Promise<void> {
  const guest = { imagePath: host.imagePath, memoryMiB: 96, vcpus: 1, readyLine: null };
  await app.get(DataSource).transaction(async (manager) => {
    await app.get(SaveTemplate, { strict: false }).run({ id: 'bare', title: 'Bare', ...guest }, manager);
    await app
      .get(SavePool, { strict: false })
      .run({ id: BARE, title: 'Bare', templateId: 'bare', hostId: 'h1' }, manager);
  });
}
