import { createApiClient } from '@virlab/api-client';

/** The API of the page's own server; texts that it writes come in the language of the page. */
export const api = createApiClient({ language: () => document.documentElement.lang });
