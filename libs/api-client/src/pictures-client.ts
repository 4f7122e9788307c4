import type { Problem, ScreenSize } from '@virlab/contracts';
import { ApiError, type ApiOptions } from './http';

/** A picture of a machine's screen, with what it is known by. */
export interface ScreenPicture {
  tag: string;
  picture: Blob;
}

/** Pictures of screens. */
export class PicturesClient {
  constructor(private readonly options: ApiOptions) {}

  /**
   * The screen of a machine; null when it is the known one still.
   *
   * @param known - the tag of the picture that is shown
   * @throws ApiError
   */
  async read(
    machineId: string,
    size: ScreenSize,
    known: string | undefined,
    signal: AbortSignal,
  ): Promise<ScreenPicture | null> {
    const call = this.options.fetch ?? globalThis.fetch;
    const path = `/api/machines/${encodeURIComponent(machineId)}/screen?size=${size}`;
    const answer = await call(`${this.options.baseUrl ?? ''}${path}`, {
      credentials: 'same-origin',
      // What is known is said by ourselves; a browser that did it would keep pictures on its disk.
      cache: 'no-store',
      headers: {
        Accept: 'image/png, application/problem+json',
        ...(known === undefined ? {} : { 'If-None-Match': known }),
      },
      signal,
    });
    if (answer.status === 304) return null;
    if (answer.ok) return { tag: answer.headers.get('ETag') ?? '', picture: await answer.blob() };
    throw new ApiError((await answer.json()) as Problem);
  }
}
