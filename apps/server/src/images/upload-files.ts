import { Injectable } from '@nestjs/common';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Settings } from '../config/index';
import type { ImageEntity } from './image.entity';

/** Where the bytes of images are. */
@Injectable()
export class UploadFiles {
  /** Folder of what is still arriving; only this server reads it. */
  readonly directory: string;

  constructor(settings: Settings) {
    this.directory = path.resolve(settings.dataDir, 'uploads');
  }

  async make(): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
  }

  /** Where an upload arrives. */
  pathOf(id: string): string {
    return path.join(this.directory, id);
  }

  /** How many bytes of an upload have arrived; 0 when there is no file. */
  async arrivedBytes(id: string): Promise<number> {
    return (await sizeOf(this.pathOf(id))) ?? 0;
  }

  /** Where the bytes of an image are now. An upload that was put into its folder lies there. */
  async locate({ id, source, folder, name }: ImageEntity): Promise<string> {
    const target = path.join(folder, name);
    if (source === 'path') return target;
    return (await sizeOf(this.pathOf(id))) === null && (await sizeOf(target)) !== null
      ? target
      : this.pathOf(id);
  }
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}
