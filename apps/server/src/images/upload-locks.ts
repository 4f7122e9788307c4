import type { Lock, Locker } from '@tus/server';
import { Injectable } from '@nestjs/common';
import { newId, VirlabError } from '../platform/index';
import { ImageRepository } from './image-repository';

/** Shorter than browsers go on trying: after a server was killed in the middle, an upload resumes by itself. */
const UPLOAD_LEASE_MS = 9_000;

/**
 * Lets one request at a time write bytes of an upload, over all servers of the database. Who comes second is refused, and
 * whoever writes is left alone: with two windows on one file, the library's own way would have them throw each other out.
 */
@Injectable()
export class UploadLocks implements Locker {
  constructor(private readonly rows: ImageRepository) {}

  newLock(id: string): Lock {
    const who = newId();
    let renew: NodeJS.Timeout | undefined;
    return {
      lock: async () => {
        if (!(await this.rows.claim(id, who, UPLOAD_LEASE_MS))) {
          if (await this.rows.find(id)) throw new VirlabError('upload-busy');
          throw new VirlabError('upload-not-found');
        }
        renew = setInterval(() => {
          // One that cannot be renewed ends by itself, and the offset of the next request is checked again.
          this.rows.claim(id, who, UPLOAD_LEASE_MS).catch(() => undefined);
        }, UPLOAD_LEASE_MS / 3);
        renew.unref();
      },
      unlock: async () => {
        clearInterval(renew);
        // A turn that cannot be given back, as when the disk is full, ends by itself.
        await this.rows.release(id, who).catch(() => undefined);
      },
    };
  }
}
