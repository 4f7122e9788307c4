import { DataStore, Upload } from '@tus/server';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { VirlabError } from '../platform/index';
import { UPLOAD_KEPT_MS } from './check-images';
import type { ImageRepository } from './image-repository';
import type { UploadFiles } from './upload-files';

/** Keeps what arrives: the bytes in one file each, all else in the table of images. How much there is, the file says. */
export class UploadStore extends DataStore {
  override extensions = ['creation', 'termination', 'expiration'];

  constructor(
    private readonly rows: ImageRepository,
    private readonly files: UploadFiles,
  ) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.files.make();
    const file = await open(this.files.pathOf(upload.id), 'wx', 0o600);
    await file.close();
    return upload;
  }

  /** @throws VirlabError `upload-not-found` */
  override async getUpload(id: string): Promise<Upload> {
    const image = await this.rows.find(id);
    if (!image || image.source !== 'upload' || image.state === 'refused') {
      throw new VirlabError('upload-not-found', { detail: `no upload ${id}` });
    }
    const offset = image.state === 'uploading' ? await this.files.arrivedBytes(id) : image.bytes;
    return new Upload({
      ...{ id, offset, size: image.bytes, metadata: { filename: image.name } },
      creation_date: image.at.toISOString(),
    });
  }

  /**
   * Appends bytes; answers how many there are now, all of them on the disk. When the sender goes away or the disk is full,
   * what came is kept.
   */
  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(this.files.pathOf(id), { flags: 'r+', start: offset, flush: true });
    await pipeline(bytes, file);
    return offset + file.bytesWritten;
  }

  override getExpiration(): number {
    return UPLOAD_KEPT_MS;
  }
}
