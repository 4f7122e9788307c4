import type { ImageStageState } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import path from 'node:path';
import { DataSource, type EntityManager, In, IsNull, LessThan } from 'typeorm';
import { isDuplicateKey } from '../database/index';
import { Clock, sha256, VirlabError } from '../platform/index';
import { ImageEntity, type ImageState } from './image.entity';

/** So long nobody else takes up what one process works on; it says again that it does three times as often. */
export const WORK_LEASE_MS = 30_000;

/** The only file that queries the table of images. */
@Injectable()
export class ImageRepository {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws VirlabError `image-not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<ImageEntity> {
    const found = await manager.findOneBy(ImageEntity, { id });
    if (!found) throw new VirlabError('image-not-found', { detail: `no image ${id}` });
    return found;
  }

  find(id: string): Promise<ImageEntity | null> {
    return this.rows.findOneBy({ id });
  }

  /** The image of a path that has passed its checks, if there is one. */
  async ready(file: string, manager: EntityManager = this.source.manager): Promise<ImageEntity | null> {
    return manager.findOneBy(ImageEntity, { pathKey: sha256(file), state: 'ready' });
  }

  /** Every image, the newest first. */
  all(): Promise<ImageEntity[]> {
    return this.rows.find({ order: { at: 'DESC', id: 'ASC' } });
  }

  inState(...states: ImageState[]): Promise<ImageEntity[]> {
    return this.rows.find({ where: { state: In(states) }, order: { at: 'ASC' } });
  }

  /** @throws VirlabError `image-exists` when there is one of that path */
  async insert(
    image: Omit<ImageEntity, 'pathKey' | 'at' | 'workedBy' | 'workedUntil' | 'virtualBytes' | 'sha256'>,
    manager: EntityManager = this.source.manager,
  ): Promise<void> {
    try {
      await manager.insert(ImageEntity, {
        ...image,
        ...{ pathKey: sha256(path.join(image.folder, image.name)), at: this.clock.now() },
        ...{ virtualBytes: null, sha256: null, workedBy: null, workedUntil: null },
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new VirlabError('image-exists', {
        publicDetail: `there is an image ${path.join(image.folder, image.name)} already`,
      });
    }
  }

  /** @throws VirlabError `image-exists` when another image has the path */
  async requireFree(pathKey: string, image: Pick<ImageEntity, 'id' | 'name'>): Promise<void> {
    const other = await this.rows.findOneBy({ pathKey });
    if (!other || other.id === image.id) return;
    throw new VirlabError('image-exists', { publicDetail: `another image is called ${image.name} by now` });
  }

  /** Moves an image from one state to another; false when it is in another one by now. */
  async move(
    id: string,
    from: ImageState,
    change: Partial<Pick<ImageEntity, 'state' | 'stages' | 'virtualBytes' | 'sha256' | 'pathKey'>>,
    manager: EntityManager = this.source.manager,
  ): Promise<boolean> {
    return (await manager.update(ImageEntity, { id, state: from }, change)).affected === 1;
  }

  async writeStages(id: string, stages: ImageStageState[]): Promise<void> {
    await this.rows.update({ id }, { stages });
  }

  /** Makes `who` the only one who works on an image for a while; false when somebody else does. */
  async claim(id: string, who: string, forMs = WORK_LEASE_MS): Promise<boolean> {
    const now = this.clock.now();
    const work = { workedBy: who, workedUntil: new Date(now.getTime() + forMs) };
    for (const free of [{ workedUntil: IsNull() }, { workedUntil: LessThan(now) }, { workedBy: who }]) {
      if ((await this.rows.update({ id, ...free }, work)).affected === 1) return true;
    }
    return false;
  }

  async release(id: string, who: string): Promise<void> {
    await this.rows.update({ id, workedBy: who }, { workedBy: null, workedUntil: null });
  }

  async delete(id: string, manager: EntityManager = this.source.manager): Promise<void> {
    await manager.delete(ImageEntity, { id });
  }

  private get rows() {
    return this.source.getRepository(ImageEntity);
  }
}
