import type { ImageFault, ImageStage, ImageStageState } from '@virlab/contracts';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { imageKindOf } from '../hypervisors/index';
import { examineArchive } from './examine-archive';
import { examineHeader } from './examine-header';
import type { ImageEntity } from './image.entity';
import { newStages, withStage } from './image-stages';
import { placeImage } from './place-image';
import { checkInside, findQemuImg } from './run-qemu-img';

/** How the checks of an image ended. */
export interface Checked {
  stages: ImageStageState[];
  /** Null when it is refused. */
  found: { virtualBytes: number; sha256: string } | null;
  fault?: ImageFault;
}

/** Why the checks stop; the stage that was running has failed. */
class Refusal extends Error {
  constructor(
    readonly fault: ImageFault,
    detail: string,
    readonly stage?: ImageStage,
  ) {
    super(detail);
  }
}

/** Faults after which what has arrived is kept, because somebody else than the sender can mend them. */
export const MENDABLE: ReadonlySet<ImageFault> = new Set(['no-space', 'check-timed-out']);

/**
 * Looks at an image stage by stage and, when it was uploaded, puts it where hypervisors see it. Repeatable: what a run that
 * was stopped has done is found done.
 *
 * @param file - where its bytes are now
 * @param tell - hears the stages whenever one begins or ends
 */
export async function checkImage(
  image: Pick<ImageEntity, 'source' | 'folder' | 'name' | 'bytes'>,
  file: string,
  tell: (stages: ImageStageState[]) => Promise<void>,
): Promise<Checked> {
  let stages = newStages(image.source);
  let running: ImageStage = stages[0]?.stage ?? 'format';
  const target = path.join(image.folder, image.name);
  const step = async <T>(stage: ImageStage, work: () => Promise<T>): Promise<T> => {
    running = stage;
    await tell((stages = withStage(stages, stage, 'running')));
    const result = await work();
    stages = withStage(stages, stage, result === 'skipped' ? 'skipped' : 'done');
    return result;
  };
  try {
    if (image.source === 'upload') await step('arrived', () => requireWhole(file, image.bytes));
    const isRoot = imageKindOf(image.name) === 'root';
    const virtualBytes = await step('format', () => readHeader(file, isRoot));
    await step('alone', async () => undefined);
    await step('size', async () => undefined);
    await step('sound', async () => (isRoot ? 'skipped' : requireSound(file)));
    const sha256 = await step('checksum', () => hashOf(file));
    if (image.source === 'upload') await step('placed', () => place(file, target, sha256));
    return { stages, found: { virtualBytes, sha256 } };
  } catch (error) {
    const refusal = asRefusal(error);
    const at = refusal.stage ?? running;
    for (const { stage } of stages) {
      if (stage === at) break;
      stages = withStage(stages, stage, 'done');
    }
    stages = withStage(stages, at, 'failed', { fault: refusal.fault, detail: refusal.message });
    stages = stages.map((one) => (one.state === 'running' ? { stage: one.stage, state: 'waiting' } : one));
    return { stages, found: null, fault: refusal.fault };
  }
}

async function requireWhole(file: string, bytes: number): Promise<void> {
  const { size } = await stat(file);
  if (size !== bytes) throw new Refusal('changed', `the file has ${size} bytes, expected ${bytes}`);
}

async function readHeader(file: string, isRoot: boolean): Promise<number> {
  const found = await (isRoot ? examineArchive(file) : examineHeader(file));
  if ('virtualBytes' in found) return found.virtualBytes;
  throw new Refusal(found.fault, found.detail, found.stage);
}

async function requireSound(file: string): Promise<'skipped' | undefined> {
  const qemuImg = await findQemuImg();
  if (!qemuImg) return 'skipped';
  const inside = await checkInside(qemuImg, file);
  if (inside.is === 'damaged') throw new Refusal('damaged', inside.detail || 'qemu-img found faults inside');
  if (inside.is === 'timed-out') throw new Refusal('check-timed-out', 'looking inside took too long');
  return undefined;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1_048_576 }), hash);
  return hash.digest('hex');
}

async function place(file: string, target: string, sha256: string): Promise<void> {
  if (file === target) return;
  try {
    await placeImage(file, target);
  } catch (error) {
    // A run that was stopped in between may have put it there.
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && (await hashOf(target)) === sha256;
    if (!isThere) throw error;
    await dropBytes(file);
  }
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  const faults: Record<string, ImageFault> = { ENOSPC: 'no-space', EDQUOT: 'no-space', ENOENT: 'missing' };
  if (code === 'EEXIST') return new Refusal('changed', 'there is a file of that name already');
  return new Refusal(faults[code] ?? 'unreadable', `the file system answered ${code}`);
}

/** Takes away what an upload left behind; nothing is fine. */
export async function dropBytes(file: string): Promise<void> {
  await rm(file, { force: true });
}
