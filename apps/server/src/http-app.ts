import type { Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import helmet from 'helmet';
import { serveApiDocument } from './api-document';
import { AppModule } from './app.module';
import type { Settings } from './config/index';
import { Log, requestIdMiddleware } from './platform/index';
import { readBodies } from './request-bodies';
import { serveWebApp } from './web-app';

/**
 * How long a connection may be idle before we close it, in milliseconds. Longer than reverse proxies keep theirs to us
 * (nginx a minute): whoever uses a line in the moment in which it is closed gets no answer, and may not ask twice.
 */
const IDLE_CONNECTION_MS = 75_000;

/** Builds the HTTP application, ready to listen. `connect: false` leaves the database alone (to write the API document). */
export async function createHttpApp(
  settings: Settings,
  options: { connect: boolean } = { connect: true },
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, options), {
    bufferLogs: true,
    bodyParser: false,
    abortOnError: false,
  });
  return equipHttpApp(app, settings);
}

/** Gives an application all that is not in its modules: log, headers, body parsers, pages. */
export function equipHttpApp(app: NestExpressApplication, settings: Settings): NestExpressApplication {
  (app.getHttpServer() as Server).keepAliveTimeout = IDLE_CONNECTION_MS;
  app.useLogger(app.get(Log));
  app.set('trust proxy', settings.trustedProxies);
  app.disable('x-powered-by');
  app.use(requestIdMiddleware);
  app.use(helmet(securityHeaders(settings)));
  readBodies(app);
  serveApiDocument(app);
  serveWebApp(app, settings);
  app.enableShutdownHooks();
  return app;
}

/** Headers of every answer (OWASP ASVS 3.4); pages of the web app get their own content policy with a nonce. */
function securityHeaders(settings: Settings) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    },
    strictTransportSecurity: settings.isLoopbackHttp ? (false as const) : { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'same-origin' as const },
    crossOriginOpenerPolicy: { policy: 'same-origin' as const },
    xFrameOptions: { action: 'deny' as const },
  };
}
