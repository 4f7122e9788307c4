import type { ProviderFilter } from '@virlab/contracts';

/** Which providers the list can show. Written out here: the schema's own list would bring its validator to the browser. */
export const PROVIDER_FILTERS = ['in-use', 'need-you', 'all'] as const satisfies readonly ProviderFilter[];
