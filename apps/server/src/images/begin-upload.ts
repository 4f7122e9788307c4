import { Injectable } from '@nestjs/common';
import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { Settings } from '../config/index';
import { retryTransaction } from '../database/index';
import { VirlabError } from '../platform/index';
import { ImageFolders } from './image-folders';
import { ImageRepository } from './image-repository';
import { newStages } from './image-stages';
import type { ImageActor } from './register-image';
import { UploadFiles } from './upload-files';

/** Each keeps a part of the disk for itself; more than a few at once is a mistake. */
export const MOST_UPLOADS = 8;
/** Left free for everything else that writes. */
const SPARE_BYTES = 268_435_456;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.(?:qcow2|img)$/;
/** Disks of machines are called so; an image of that name would become one. */
const MACHINE_DISK = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\./i;

/** Writes down that a file is going to arrive, when there is room for it. */
@Injectable()
export class BeginUpload {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly folders: ImageFolders,
    private readonly files: UploadFiles,
    private readonly rows: ImageRepository,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `upload-refused`, `upload-too-large`, `uploads-full`, `image-exists`, `no-space-for-image` */
  async run(wanted: { id: string; name: string; bytes: number }, actor: ImageActor): Promise<void> {
    const { id, name, bytes } = wanted;
    this.requireShape(name, bytes);
    const { path: folder } = await this.folders.forUploads();
    const isThere = await stat(path.join(folder, name)).then(
      () => true,
      () => false,
    );
    if (isThere) {
      throw new VirlabError('image-exists', { publicDetail: `there is a file ${name} in ${folder}` });
    }
    await this.requireRoom(folder, bytes);
    await retryTransaction(this.source, async (manager) => {
      const stages = newStages('upload');
      await this.rows.insert(
        {
          ...{ id, name, folder, bytes, stages, source: 'upload', state: 'uploading' },
          ...{ byId: actor.id, byName: actor.displayName },
        },
        manager,
      );
      const facts = { change: 'upload-begun', bytes: String(bytes) };
      const subject = { kind: 'image', id, title: name };
      await this.audit.record({ kind: 'image.changed', actor, subject, facts }, manager);
    });
  }

  private requireShape(name: string, bytes: number): void {
    if (!NAME.test(name) || MACHINE_DISK.test(name)) {
      throw new VirlabError('upload-refused', {
        publicDetail: `"${name.slice(0, 80)}" is no name for an image, expected letters, digits and . _ - with .qcow2 at the end`,
      });
    }
    if (!Number.isSafeInteger(bytes) || bytes < 1) {
      throw new VirlabError('upload-refused', { publicDetail: `the file has ${bytes} bytes, expected some` });
    }
    const { largestBytes } = this.settings.images;
    if (bytes > largestBytes) {
      throw new VirlabError('upload-too-large', {
        publicDetail: `the file has ${bytes} bytes, expected at most ${largestBytes}`,
      });
    }
  }

  /** What others have begun to send has its room already. */
  private async requireRoom(folder: string, bytes: number): Promise<void> {
    const others = await this.rows.inState('uploading');
    if (others.length >= MOST_UPLOADS) {
      throw new VirlabError('uploads-full', { publicDetail: `${others.length} uploads are under way` });
    }
    await this.files.make();
    let wanted = bytes + SPARE_BYTES;
    for (const other of others) wanted += other.bytes - (await this.files.arrivedBytes(other.id));
    const disks = [this.files.directory, folder];
    const isOneDisk = (await stat(disks[0] ?? '')).dev === (await stat(folder)).dev;
    for (const disk of isOneDisk ? disks.slice(0, 1) : disks) {
      const { bavail, bsize } = await statfs(disk);
      if (bavail * bsize >= wanted) continue;
      throw new VirlabError('no-space-for-image', {
        publicDetail: `${bavail * bsize} bytes are free in ${disk}, expected at least ${wanted}`,
      });
    }
  }
}
