import type { ImageFault, ImageStage } from '@virlab/contracts';
import { type FileHandle, open } from 'node:fs/promises';
import { QCOW2_HEADER_BYTES, readQcow2Header } from '../hypervisors/index';

/** The largest disk that a guest may see: more is a mistake, or meant to fill the host. */
const MOST_VIRTUAL_BYTES = 16 * 1_024 ** 4;

/** What the first bytes of an image say: the size of its disk, or at which stage it is refused, and why. */
export type HeaderFound = { virtualBytes: number } | { stage: ImageStage; fault: ImageFault; detail: string };

/** Judges an image by its header alone; opens no other file, whatever the header names. */
export async function examineHeader(file: string): Promise<HeaderFound> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const fault = code === 'ENOENT' ? 'missing' : 'unreadable';
    return { stage: 'format', fault, detail: `the file cannot be opened (${code})` };
  }
  try {
    const bytes = Buffer.alloc(QCOW2_HEADER_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return judge(bytes.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function judge(bytes: Buffer): HeaderFound {
  const header = readQcow2Header(bytes);
  if (!header) {
    const detail = `the file begins with ${printable(bytes)}, expected the header of a qcow2 image`;
    return { stage: 'format', fault: 'no-qcow2', detail };
  }
  const { virtualBytes, backingFile, hasExternalData, isEncrypted, isCorrupt } = header;
  if (isEncrypted) return { stage: 'format', fault: 'encrypted', detail: 'the image is encrypted' };
  if (isCorrupt) return { stage: 'format', fault: 'damaged', detail: 'QEMU marked the image as damaged' };
  if (backingFile !== null) {
    const detail = `the image stands on "${backingFile.slice(0, 200)}", expected one that stands alone`;
    return { stage: 'alone', fault: 'backing-file', detail };
  }
  if (hasExternalData) {
    return { stage: 'alone', fault: 'external-data', detail: 'the image keeps its data in another file' };
  }
  if (virtualBytes === 0) return { stage: 'size', fault: 'empty', detail: 'the disk has no bytes' };
  if (!Number.isSafeInteger(virtualBytes) || virtualBytes > MOST_VIRTUAL_BYTES) {
    const detail = `the disk has ${virtualBytes} bytes, expected at most ${MOST_VIRTUAL_BYTES}`;
    return { stage: 'size', fault: 'too-large', detail };
  }
  return { virtualBytes };
}

/** The first four bytes, as hex digits: what a file begins with says what it is, and nothing of its secrets. */
function printable(bytes: Buffer): string {
  return bytes.length === 0 ? 'nothing' : bytes.subarray(0, 4).toString('hex');
}
