export { createApiClient, type ApiClient } from './api-client';
export type { DryRunPeopleFilter } from './dry-runs-client';
export { ApiError, type ApiOptions } from './http';
