import type { Request } from 'express';

/** Somebody who reads more languages than that is content with one of them. */
const MOST_LANGUAGES = 5;

/** The languages that a browser wants texts in, best first (BCP 47). */
export function languagesOf(request: Request): string[] {
  return request
    .acceptsLanguages()
    .filter((language) => language !== '*')
    .slice(0, MOST_LANGUAGES);
}
