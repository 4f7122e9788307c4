import { IMAGE_UPLOADS_PATH } from '@virlab/contracts';
import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { VirlabError } from './platform/index';

/** A JSON body larger than this is nothing that a page of ours sends. */
const LARGEST_JSON = '256kb';
/** A whole policy: 512 Ki characters of up to three bytes each, some of them escaped (MAX_SOURCE_LENGTH). */
const LARGEST_POLICY = '2mb';
/** A SAML response with many attributes, encrypted and base64, stays well under this (identity.md 7.3, step 1). */
const LARGEST_FORM = '1mb';

/** What the tus protocol sends bytes of a file as. */
const UPLOADED_BYTES = 'application/offset+octet-stream';

/** Reads JSON for the API and forms for sign-in, each up to its size. */
export function readBodies(app: NestExpressApplication): void {
  app.use('/api', onlyJson);
  // What the first reader has read, the second leaves alone.
  app.useBodyParser('json', { limit: LARGEST_POLICY, type: isPolicy });
  app.useBodyParser('json', { limit: LARGEST_JSON });
  app.useBodyParser('urlencoded', { limit: LARGEST_FORM, extended: false, parameterLimit: 20 });
}

/** A form is all that another site can make a browser send without asking first; the API takes none. */
function onlyJson(request: Request, _: Response, next: NextFunction): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const hasBody = encoding !== undefined || Number(length ?? 0) > 0;
  const isRefused = hasBody && !request.is(isUpload(request) ? UPLOADED_BYTES : 'application/json');
  next(isRefused ? new VirlabError('unsupported-media-type') : undefined);
}

/** Bytes of an image, which another site cannot make a browser send either; they are read as they come. */
function isUpload({ method, originalUrl }: Request): boolean {
  return method === 'PATCH' && originalUrl.startsWith(`${IMAGE_UPLOADS_PATH}/`);
}

function isPolicy({ url = '', headers }: IncomingMessage): boolean {
  return url.startsWith('/api/policy/') && /^application\/json\b/i.test(headers['content-type'] ?? '');
}
