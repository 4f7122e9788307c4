import { Injectable } from '@nestjs/common';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../../audit/index';
import { retryTransaction } from '../../database/index';
import { DropImage, ImageRepository } from '../../images/index';
import { actorOf } from '../../identity/index';
import { type Viewer, VirlabError } from '../../platform/index';
import { Templates } from '../../pools/index';

/** Takes an image away that no version of a template stands on, or gives an upload up. */
@Injectable()
export class RemoveImage {
  constructor(
    private readonly source: DataSource,
    private readonly images: ImageRepository,
    private readonly drop: DropImage,
    private readonly templates: Templates,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `image-not-found`; `image-in-use` with the versions */
  async run(id: string, viewer: Viewer): Promise<void> {
    await retryTransaction(this.source, async (manager) => {
      const image = await this.images.get(id, manager);
      const { name, folder, state } = image;
      const file = path.join(folder, name);
      // Of one that was refused another may have the path by now.
      const using = state === 'refused' ? [] : await this.templates.onImage(file, manager);
      if (using.length > 0) {
        const versions = using.map(
          ({ template, templateId, number }) => `${template?.title ?? templateId} ${number}`,
        );
        throw new VirlabError('image-in-use', { publicDetail: `used by ${versions.join(', ')}` });
      }
      await this.drop.run(image, manager);
      await this.audit.record(
        {
          kind: 'image.changed',
          ...actorOf(viewer),
          subject: { kind: 'image', id, title: name },
          facts: { change: state === 'uploading' ? 'upload-cancelled' : 'removed', path: file },
        },
        manager,
      );
    });
  }
}
