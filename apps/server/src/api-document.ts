import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';

/** The OpenAPI document, made of the same schemas that validate requests and answers. */
export function describeApi(app: NestExpressApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Virlab')
    .setDescription(
      'The HTTP API of the access broker. Failures are RFC 9457 problem documents with a stable `code`.',
    )
    .setVersion('1')
    .addCookieAuth('__Host-virlab-session')
    .build();
  return SwaggerModule.createDocument(app, about);
}

/** Serves the document at /api/openapi.json and pages to read it at /api/docs. */
export function serveApiDocument(app: NestExpressApplication): void {
  // The reader's own styles are inline; it shows public text only and has its own, narrower room.
  app.use('/api/docs', (_: Request, response: Response, next: NextFunction) => {
    response.set(
      'Content-Security-Policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
    );
    next();
  });
  SwaggerModule.setup('api/docs', app, () => describeApi(app), { jsonDocumentUrl: 'api/openapi.json' });
}
