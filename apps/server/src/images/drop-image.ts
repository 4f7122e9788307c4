import { Injectable } from '@nestjs/common';
import path from 'node:path';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Log } from '../platform/index';
import { dropBytes } from './check-image';
import type { ImageEntity } from './image.entity';
import { ImageRepository } from './image-repository';
import { UploadFiles } from './upload-files';

/** Forgets an image. An uploaded one goes with its file; a file that was there before us stays where it is. */
@Injectable()
export class DropImage {
  constructor(
    private readonly rows: ImageRepository,
    private readonly files: UploadFiles,
    private readonly log: Log,
  ) {}

  /** Whoever calls it has made sure that nothing stands on the image. */
  async run(image: ImageEntity, manager: EntityManager): Promise<void> {
    await this.rows.delete(image.id, manager);
    if (image.source === 'path') return;
    afterCommit(manager, () => {
      const left = image.state === 'ready' ? [path.join(image.folder, image.name)] : [];
      Promise.all([this.files.pathOf(image.id), ...left].map((file) => dropBytes(file))).catch(
        (error: unknown) => this.log.warn({ err: error, image: image.name }, 'a file was not deleted'),
      );
    });
  }
}
