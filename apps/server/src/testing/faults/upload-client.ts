import type { Image } from '@virlab/contracts';
import { waitFor } from '@virlab/testbed';

const TUS = { 'tus-resumable': '1.0.0' };

/** A page that uploads an image by the tus protocol (tus.io/protocols/resumable-upload), its connection in a spec's hands. */
export class UploadClient {
  private constructor(
    private readonly origin: string,
    private readonly cookie: string,
    private readonly at: string,
    private readonly bytes: Buffer,
  ) {}

  static async begin(origin: string, cookie: string, name: string, bytes: Buffer): Promise<UploadClient> {
    const answer = await fetch(`${origin}/api/image-uploads`, {
      method: 'POST',
      headers: {
        ...{ ...TUS, cookie, origin, 'upload-length': String(bytes.length) },
        'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      },
    });
    if (answer.status !== 201) throw new Error(`an upload was answered by ${await answer.text()}`);
    return new UploadClient(origin, cookie, answer.headers.get('location') ?? '', bytes);
  }

  get id(): string {
    return this.at.split('/').at(-1) ?? '';
  }

  /** Sends the first bytes and then nothing more; resolves when the server has gone away. */
  async sendSome(count: number): Promise<void> {
    const first = this.bytes.subarray(0, count);
    const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(first) });
    await this.patch(0, body).then(
      () => Promise.reject(new Error('an upload that is not whole was answered')),
      () => undefined,
    );
  }

  /** How much the server has, as soon as it gives the upload to somebody else. */
  offset(): Promise<number> {
    return waitFor('the turn on the upload', async () => {
      const answer = await fetch(`${this.origin}${this.at}`, { method: 'HEAD', headers: this.headers });
      return answer.ok && Number(answer.headers.get('upload-offset'));
    });
  }

  async sendRest(offset: number): Promise<void> {
    const answer = await this.patch(offset, new Uint8Array(this.bytes.subarray(offset)));
    if (answer.status !== 204) throw new Error(`the rest was answered by ${await answer.text()}`);
  }

  /** The image when its checks have ended. */
  checked(): Promise<Image> {
    return waitFor('the checks of the image', async () => {
      const answer = await fetch(`${this.origin}/api/images/${this.id}`, { headers: this.headers });
      const image = (await answer.json()) as Image;
      return ['ready', 'refused'].includes(image.state) && image;
    });
  }

  private get headers() {
    return { ...TUS, cookie: this.cookie, origin: this.origin };
  }

  private patch(
    offset: number,
    body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    const streams = body instanceof ReadableStream ? { duplex: 'half' as const } : {};
    const kind = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    return fetch(`${this.origin}${this.at}`, {
      ...{ method: 'PATCH', body, ...streams },
      headers: { ...this.headers, ...kind },
    } as RequestInit);
  }
}
