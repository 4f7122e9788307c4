import { StandardSchemaValidationPipe } from '@nestjs/common';
import { VirlabError } from './virlab-error';

/** Whoever sends more faults than this learns of the rest when these are mended. */
const MOST_ERRORS = 20;

/**
 * Holds bodies and queries to the schemas of their routes. Throws VirlabError `bad-request` with one entry for each
 * fault; the path of one that concerns the whole is empty.
 */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new VirlabError('bad-request', {
        errors: issues.slice(0, MOST_ERRORS).map(({ path = [], message }) => ({
          path: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
          message,
        })),
      }),
  });
}
