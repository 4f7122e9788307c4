import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Settings } from './config/index';
import { installRoot } from './platform/index';

/** What is not a page: everything that another room answers (in whatever case, as routes are found), and files with an ending. */
const NOT_A_PAGE = /^\/(api|saml|consoles|healthz|readyz|metrics|assets)(\/|$)|\.[a-z0-9]+$/i;

/** Serves the built web app: its files, kept for ever by their hashed names, and its one document for every page. */
export function serveWebApp(app: NestExpressApplication, settings: Settings): void {
  const folder = path.join(installRoot(), 'dist', 'apps', 'web');
  const document = path.join(folder, 'index.html');
  if (!existsSync(document)) return;
  const html = readFileSync(document, 'utf8');
  app.useStaticAssets(path.join(folder, 'assets'), {
    prefix: '/assets/',
    index: false,
    redirect: false,
    immutable: true,
    maxAge: '1y',
    fallthrough: false,
  });
  app.useStaticAssets(folder, { index: false, redirect: false, maxAge: '1h' });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!['GET', 'HEAD'].includes(request.method) || NOT_A_PAGE.test(request.path)) return next();
    const nonce = randomBytes(16).toString('base64');
    response
      .set('Content-Security-Policy', contentPolicy(nonce, settings))
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(html.replaceAll('__CSP_NONCE__', nonce));
  });
}

/** OWASP ASVS 3.4.3: our own scripts only; styles by nonce; WebSockets and streams to ourselves. */
function contentPolicy(nonce: string, settings: Settings): string {
  const socket = settings.origin.replace(/^http/, 'ws');
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `connect-src 'self' ${socket}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
