import type { Image, Images } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import path from 'node:path';
import { Settings } from '../../config/index';
import {
  findQemuImg,
  type ImageEntity,
  ImageFolders,
  ImageRepository,
  MOST_UPLOADS,
  UPLOAD_KEPT_MS,
  UploadFiles,
} from '../../images/index';
import { Templates, type TemplateVersionEntity } from '../../pools/index';

/** Images, and where they may be, as the API tells them. */
@Injectable()
export class PresentImages {
  constructor(
    private readonly settings: Settings,
    private readonly rows: ImageRepository,
    private readonly files: UploadFiles,
    private readonly folders: ImageFolders,
    private readonly templates: Templates,
  ) {}

  async all(): Promise<Images> {
    const [rows, folders, versions, qemuImg] = await Promise.all([
      this.rows.all(),
      this.folders.all(),
      this.templates.versions(),
      findQemuImg(),
    ]);
    const titles = new Map((await this.templates.all()).map(({ id, title }) => [id, title]));
    return {
      images: await Promise.all(rows.map((row) => this.present(row, versions, titles))),
      folders: folders.map(({ path: folder, freeBytes, isWritable }) => ({
        ...{ path: folder, isWritable },
        ...(freeBytes === undefined ? {} : { freeBytes }),
      })),
      largestBytes: this.settings.images.largestBytes,
      mostUploads: MOST_UPLOADS,
      checksInside: qemuImg !== null,
    };
  }

  /** @throws VirlabError `image-not-found` */
  async one(id: string): Promise<Image> {
    const row = await this.rows.get(id);
    const versions = await this.templates.onImage(path.join(row.folder, row.name));
    const titles = new Map(
      versions.map(({ templateId, template }) => [templateId, template?.title ?? templateId]),
    );
    return this.present(row, versions, titles);
  }

  private async present(
    row: ImageEntity,
    versions: readonly TemplateVersionEntity[],
    titles: ReadonlyMap<string, string>,
  ): Promise<Image> {
    const { id, name, folder, source, state, bytes, virtualBytes, sha256, stages, byName, at } = row;
    const file = path.join(folder, name);
    const using = state === 'ready' ? versions.filter(({ imagePath }) => imagePath === file) : [];
    const isUploading = state === 'uploading';
    return {
      ...{ id, name, folder, source, state, bytes, stages, by: byName, at: at.toISOString() },
      ...(state === 'ready' || source === 'path' ? { path: file } : {}),
      arrivedBytes: isUploading ? await this.files.arrivedBytes(id) : bytes,
      ...(virtualBytes === null ? {} : { virtualBytes }),
      ...(sha256 === null ? {} : { sha256 }),
      ...(isUploading ? { expiresAt: new Date(at.getTime() + UPLOAD_KEPT_MS).toISOString() } : {}),
      usedBy: using.map(({ templateId, number }) => ({
        ...{ template: templateId, title: titles.get(templateId) ?? templateId, version: number },
      })),
    };
  }
}
