import { Injectable } from '@nestjs/common';
import path from 'node:path';
import { sha256, VirlabError } from '../platform/index';
import { CheckImages } from './check-images';
import { ImageRepository } from './image-repository';
import { UploadFiles } from './upload-files';

/** Has an image that was refused looked at once more, after somebody mended what was wrong. */
@Injectable()
export class CheckAgain {
  constructor(
    private readonly rows: ImageRepository,
    private readonly files: UploadFiles,
    private readonly checks: CheckImages,
  ) {}

  /** @throws VirlabError `image-not-found`; `upload-not-found` when its bytes were not kept; `image-exists` */
  async run(id: string): Promise<void> {
    const image = await this.rows.get(id);
    if (image.state !== 'refused') return;
    if (image.source === 'upload' && (await this.files.arrivedBytes(id)) !== image.bytes) {
      throw new VirlabError('upload-not-found', { detail: `the bytes of image ${id} were not kept` });
    }
    const pathKey = sha256(path.join(image.folder, image.name));
    const change = { state: 'checking' as const, stages: CheckImages.anew(image), pathKey };
    await this.rows.requireFree(pathKey, image);
    await this.rows.move(id, 'refused', change);
    this.checks.soon();
  }
}
