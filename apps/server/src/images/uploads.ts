import { IMAGE_UPLOADS_PATH, isErrorCode } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Server } from '@tus/server';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Settings } from '../config/index';
import { newId, toVirlabError, VirlabError } from '../platform/index';
import { BeginUpload } from './begin-upload';
import { CheckImages } from './check-images';
import { ImageRepository } from './image-repository';
import type { ImageActor } from './register-image';
import { bodyOf, type UploadBody } from './upload-body';
import { UploadFiles } from './upload-files';
import { UploadLocks } from './upload-locks';
import { UploadStore } from './upload-store';

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What the library refuses by a status alone. */
const STATUS_CODES: Record<number, 'upload-not-found' | 'upload-busy' | 'upload-too-large'> = {
  404: 'upload-not-found',
  410: 'upload-not-found',
  // Another window has sent bytes meanwhile: asked again, the server says how many there are.
  409: 'upload-busy',
  413: 'upload-too-large',
};

/**
 * Uploads by the tus protocol (tus.io/protocols/resumable-upload, 1.0.0): making one, sending bytes of it, asking how many
 * there are. The protocol is the library's; who may, how much, where it goes and what is answered on failure is ours.
 */
@Injectable()
export class Uploads {
  private readonly server: Server;
  private readonly actors = new WeakMap<object, ImageActor>();
  private readonly failures = new WeakMap<object, VirlabError>();

  constructor(
    settings: Settings,
    rows: ImageRepository,
    files: UploadFiles,
    locks: UploadLocks,
    begin: BeginUpload,
    checks: CheckImages,
  ) {
    this.server = new Server({
      path: IMAGE_UPLOADS_PATH,
      relativeLocation: true,
      datastore: new UploadStore(rows, files),
      locker: locks,
      maxSize: settings.images.largestBytes,
      namingFunction: () => newId(),
      onUploadCreate: async (request, { id, size = 0, metadata }) => {
        const actor = this.actors.get(request);
        if (!actor) throw new Error('an upload was begun by nobody');
        await begin.run({ id, name: metadata?.['filename'] ?? '', bytes: size }, actor);
        return {};
      },
      onUploadFinish: async (_, { id }) => {
        await rows.move(id, 'uploading', { state: 'checking' });
        checks.soon();
        return {};
      },
      onResponseError: (request, error) => {
        this.failures.set(request, toFailure(error, files));
        return undefined;
      },
    });
  }

  /** Answers one request of the protocol. @throws VirlabError of what went wrong, for our own problem documents */
  async answer(message: IncomingMessage, response: ServerResponse, actor: ImageActor): Promise<void> {
    const body = bodyOf(message);
    const request = asWebRequest(message, body);
    this.actors.set(request, actor);
    const answer = await this.server.handleWeb(request);
    response.setHeader('Tus-Resumable', '1.0.0');
    const failure = this.failures.get(request);
    if (failure) {
      body.drain();
      throw failure;
    }
    const text = await answer.text();
    if (answer.status >= 400)
      throw new VirlabError('upload-refused', { publicDetail: text.trim().toLowerCase() });
    for (const [name, value] of answer.headers) {
      // Only our own pages ask.
      if (!name.startsWith('access-control-')) response.setHeader(name, value);
    }
    response.statusCode = answer.status;
    response.end(text);
  }
}

function toFailure(
  error: Error | { status_code: number; body: string },
  { directory }: UploadFiles,
): VirlabError {
  if (error instanceof VirlabError) return error;
  // The library throws on what broke its own stream, whatever the store makes of it.
  if ('code' in error && NO_SPACE.has(String(error.code))) {
    return new VirlabError('no-space-for-image', {
      cause: error,
      publicDetail: `the disk is full in ${directory}; what has arrived is kept`,
    });
  }
  if (!('status_code' in error)) return toVirlabError(error);
  const { status_code: status, body } = error;
  const code = STATUS_CODES[status] ?? (status >= 500 ? 'internal' : 'upload-refused');
  if (!isErrorCode(code) || code === 'internal') return new VirlabError('internal', { detail: body });
  return new VirlabError(code, { publicDetail: body.trim().toLowerCase() });
}

function asWebRequest(message: IncomingMessage, body: UploadBody): Request {
  const { method = 'GET', url = '/', headers } = message;
  const hasBody = method === 'PATCH' || method === 'POST';
  return new Request(new URL(url, 'http://localhost'), {
    method,
    headers: headersOf(headers),
    ...(hasBody ? { body: body.stream, duplex: 'half' } : {}),
  } as RequestInit);
}

function headersOf(headers: IncomingHttpHeaders): Headers {
  const kept = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // The protocol's way to hide a method inside another one would pass by the guard of the route.
    if (name !== 'x-http-method-override' && typeof value === 'string') kept.set(name, value);
  }
  return kept;
}
