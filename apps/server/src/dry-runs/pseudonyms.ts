import { createHmac, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/index';
import type { Viewer } from '../platform/index';

const FILE = 'pseudonyms.key';
const KEY_BYTES = 32;

/**
 * Names for people whose names the viewer may not see: the same person has the same one wherever it stands, and without
 * this installation's key nobody gets from one to the other.
 */
@Injectable()
export class Pseudonyms {
  private key: Promise<Buffer> | undefined;

  constructor(private readonly settings: Settings) {}

  /** Such as `person 8c1f·04e2`. */
  async namer(): Promise<(userId: string) => string> {
    this.key ??= this.readKey().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    const key = await this.key;
    return (userId) => {
      const digest = createHmac('sha256', key).update(`person\n${userId}`).digest('hex');
      return `person ${digest.slice(0, 4)}·${digest.slice(4, 8)}`;
    };
  }

  private async readKey(): Promise<Buffer> {
    const file = path.join(this.settings.dataDir, FILE);
    try {
      await writeFile(file, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const key = await readFile(file);
    // A key that was cut short would make names that can be guessed.
    if (key.length !== KEY_BYTES) throw new Error(`${file} has ${key.length} bytes, expected ${KEY_BYTES}`);
    return key;
  }
}

/** Whether somebody may see who it is. */
export function seesPeople({ abilities }: Viewer): boolean {
  return abilities.includes('people.read');
}
