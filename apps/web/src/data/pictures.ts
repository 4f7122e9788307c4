import { api } from './api';

/** Asks for a picture of a machine's screen; null when it is the known one still. Rejects with ApiError. */
export const readPicture: typeof api.pictures.read = (...given) => api.pictures.read(...given);
