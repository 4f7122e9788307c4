export { createApiClient, type ApiClient } from './api-client';
export { ApiError, type ApiOptions } from './http';
