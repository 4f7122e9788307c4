import { createApiClient } from '@virlab/api-client';

/** The API of the page's own server. */
export const api = createApiClient();
