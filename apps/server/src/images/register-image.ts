import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { Settings } from '../config/index';
import { retryTransaction } from '../database/index';
import { newId, VirlabError } from '../platform/index';
import { CheckImages } from './check-images';
import { ImageFolders } from './image-folders';
import { ImageRepository } from './image-repository';
import { newStages } from './image-stages';

/** Somebody who does something about images, as the trail calls them. */
export type ImageActor = NonNullable<NewAuditEvent['actor']> & { id: string };

/** Makes a file that is on the server already known as an image, and has it checked. */
@Injectable()
export class RegisterImage {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly folders: ImageFolders,
    private readonly rows: ImageRepository,
    private readonly audit: AuditRecorder,
    private readonly checks: CheckImages,
  ) {}

  /**
   * Answers its id at once; the checks go on behind it.
   *
   * @throws VirlabError `image-path-refused`, `upload-too-large`, `image-exists`
   */
  async run(named: string, actor: ImageActor): Promise<string> {
    const { folder, name, bytes } = await this.folders.resolve(named);
    const { largestBytes } = this.settings.images;
    if (bytes > largestBytes) {
      throw new VirlabError('upload-too-large', {
        publicDetail: `${named} has ${bytes} bytes, expected at most ${largestBytes}`,
      });
    }
    const id = newId();
    await retryTransaction(this.source, async (manager) => {
      const stages = newStages('path');
      await this.rows.insert(
        {
          ...{ id, name, folder, bytes, stages, source: 'path', state: 'checking' },
          ...{ byId: actor.id, byName: actor.displayName },
        },
        manager,
      );
      const subject = { kind: 'image', id, title: name };
      await this.audit.record(
        { kind: 'image.changed', actor, subject, facts: { change: 'registered', path: named } },
        manager,
      );
    });
    this.checks.soon();
    return id;
  }
}
