import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Clock, Log, newId, OneAtATime, Schedule } from '../platform/index';
import { checkImage, type Checked, dropBytes, MENDABLE } from './check-image';
import type { ImageEntity } from './image.entity';
import { ImageRepository, WORK_LEASE_MS } from './image-repository';
import { newStages } from './image-stages';
import { UploadFiles } from './upload-files';

const LOOK_EVERY_MS = 5_000;
/** An upload that was begun so long ago and is not whole is forgotten. */
export const UPLOAD_KEPT_MS = 72 * 3_600_000;

/**
 * Checks images behind the requests that brought them, one at a time: looking inside takes a processor. What a server that
 * was killed had begun is begun again, by any server of the database.
 */
@Injectable()
export class CheckImages implements OnApplicationBootstrap {
  private readonly who = newId();
  private readonly checks = new OneAtATime(() => this.checkAll());

  constructor(
    private readonly source: DataSource,
    private readonly rows: ImageRepository,
    private readonly files: UploadFiles,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'images: check', () => this.run());
  }

  /** Has what waits checked soon, without waiting for it. */
  soon(): void {
    void this.run().catch((error: unknown) => this.log.error({ err: error }, 'images were not checked'));
  }

  /** Checks everything that waits, and forgets uploads that nobody goes on with. */
  run(): Promise<void> {
    return this.checks.run();
  }

  private async checkAll(): Promise<void> {
    for (const image of await this.rows.inState('uploading')) await this.lookAtUpload(image);
    for (const image of await this.rows.inState('checking')) await this.checkOne(image);
  }

  /** One whose last byte came when the server was killed is whole all the same. */
  private async lookAtUpload(image: ImageEntity): Promise<void> {
    const isOld = image.at.getTime() + UPLOAD_KEPT_MS < this.clock.now().getTime();
    const isWhole = (await this.files.arrivedBytes(image.id)) === image.bytes;
    if (!isOld && !isWhole) return;
    if (!(await this.rows.claim(image.id, this.who))) return;
    if (isWhole) await this.rows.move(image.id, 'uploading', { state: 'checking' });
    await this.rows.release(image.id, this.who);
    if (isWhole) return;
    await this.rows.delete(image.id);
    await dropBytes(this.files.pathOf(image.id));
  }

  private async checkOne(image: ImageEntity): Promise<void> {
    if (!(await this.rows.claim(image.id, this.who))) return;
    const renew = setInterval(() => {
      this.rows
        .claim(image.id, this.who)
        .catch((error: unknown) => this.log.warn({ err: error }, 'the turn on an image was not renewed'));
    }, WORK_LEASE_MS / 3);
    try {
      const file = await this.files.locate(image);
      const checked = await checkImage(image, file, (stages) => this.rows.writeStages(image.id, stages));
      await this.write(image, checked);
      const isKept = checked.found !== null || (checked.fault !== undefined && MENDABLE.has(checked.fault));
      if (image.source === 'upload' && !isKept) await dropBytes(this.files.pathOf(image.id));
    } finally {
      clearInterval(renew);
      await this.rows.release(image.id, this.who);
    }
  }

  private async write(image: ImageEntity, { stages, found, fault }: Checked): Promise<void> {
    const change = found
      ? { state: 'ready' as const, stages, ...found }
      : // Its path is free again for one that is better.
        { state: 'refused' as const, stages, pathKey: image.id };
    await retryTransaction(this.source, async (manager) => {
      if (!(await this.rows.move(image.id, 'checking', change, manager))) return;
      await this.audit.record(
        {
          kind: 'image.changed',
          subject: { kind: 'image', id: image.id, title: image.name },
          facts: {
            change: found ? 'ready' : 'refused',
            path: path.join(image.folder, image.name),
            ...(found ? { sha256: found.sha256 } : {}),
          },
          ...(found ? {} : { outcome: 'refused' as const, code: fault ?? 'unreadable' }),
        },
        manager,
      );
    });
  }

  /** The stages as they are before an image is looked at once more. */
  static anew(image: Pick<ImageEntity, 'source'>): ReturnType<typeof newStages> {
    return newStages(image.source);
  }
}
