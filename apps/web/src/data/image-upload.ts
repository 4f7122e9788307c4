import type { Problem } from '@virlab/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { DetailedError, Upload } from 'tus-js-client';
import { api } from './api';
import { keys } from './keys';

/** Small enough that a broken connection loses little and no request lasts minutes. */
const CHUNK_BYTES = 8 * 1_048_576;
/** A server that restarts is back by then; who waits longer presses Resume. */
const RETRY_MS = [500, 1_000, 3_000, 5_000, 10_000];

/** How the upload of this window goes. `sent` counts what the server has acknowledged. */
export interface ImageUpload {
  state: 'none' | 'sending' | 'paused' | 'failed' | 'done';
  name: string;
  sent: number;
  total: number;
  problem?: Problem | undefined;
}

const NONE: ImageUpload = { state: 'none', name: '', sent: 0, total: 0 };

/**
 * Sends one file by the tus protocol. A file that was sent in part, by this or an earlier window of the browser, goes on where
 * it stopped.
 */
export function useImageUpload() {
  const [upload, setUpload] = useState<ImageUpload>(NONE);
  const sender = useRef<Upload | undefined>(undefined);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: keys.images });
  useEffect(() => () => void sender.current?.abort(), []);

  const start = async (file: File) => {
    await sender.current?.abort();
    const change = (more: Partial<ImageUpload>) => setUpload((before) => ({ ...before, ...more }));
    setUpload({ state: 'sending', name: file.name, sent: 0, total: file.size });
    const next = new Upload(file, {
      endpoint: api.templates.uploads,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_MS,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name },
      // Whoever holds the upload in another window keeps it: only what may pass by itself is tried again.
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        return status === 0 || (status >= 500 && status !== 507);
      },
      onUploadUrlAvailable: () => void refresh(),
      onChunkComplete: (_, sent) => change({ sent }),
      onError: (error) => {
        change({ state: 'failed', problem: problemOf(error) });
        void refresh();
      },
      onSuccess: () => {
        change({ state: 'done', sent: file.size });
        void refresh();
      },
    });
    sender.current = next;
    const [before] = await next.findPreviousUploads();
    if (before) next.resumeFromPreviousUpload(before);
    next.start();
  };

  return {
    upload,
    start,
    pause: async () => {
      await sender.current?.abort();
      setUpload((before) => ({ ...before, state: 'paused' }));
      void refresh();
    },
    resume: () => {
      setUpload((before) => ({ ...before, state: 'sending', problem: undefined }));
      sender.current?.start();
    },
    /** Gives it up; the server forgets what it has. */
    cancel: async () => {
      await sender.current?.abort(true).catch(() => undefined);
      setUpload(NONE);
      void refresh();
    },
    clear: () => setUpload(NONE),
  };
}

function problemOf(error: Error | DetailedError): Problem {
  const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined;
  const unreachable: Problem = {
    ...{ type: 'urn:virlab:error:unreachable', title: 'The server does not answer.' },
    ...{ status: 0, code: 'unreachable', requestId: '' },
  };
  try {
    const read: unknown = JSON.parse(body ?? '');
    return typeof read === 'object' && read !== null && 'code' in read ? (read as Problem) : unreachable;
  } catch {
    return unreachable;
  }
}
