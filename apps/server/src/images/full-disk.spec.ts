import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Image, Problem } from '@virlab/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { VerifyAuditChain } from '../audit/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { cannotMount, SmallDisk } from '../testing/faults/small-disk';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { CheckImages } from './check-images';

const MIB = 1_048_576;
const DISK_BYTES = 1024 * MIB;
const IMAGE_BYTES = 4 * MIB;

if (cannotMount) process.stderr.write(`full disks are not tried: ${cannotMount}\n`);

describe.skipIf(cannotMount)('images while a disk is full', () => {
  /** Of what arrives and of the database. */
  let data: SmallDisk;
  /** Of images. */
  let folder: SmallDisk;
  let test: TestApp;
  let operator: SignedInPerson;
  let image: Buffer;
  let sha256: string;

  beforeAll(async () => {
    data = SmallDisk.open(DISK_BYTES);
    folder = SmallDisk.open(DISK_BYTES);
    test = await createTestApp({
      environment: {
        VIRLAB_DATA_DIR: data.directory,
        VIRLAB_DATABASE_URL: `sqlite:${path.join(data.directory, 'virlab.sqlite')}`,
        VIRLAB_IMAGES_DIR: folder.directory,
      },
    });
    operator = await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] });
    const [raw, qcow2] = ['noise.raw', 'noise.qcow2'].map((name) => path.join(data.directory, name));
    writeFileSync(raw!, randomBytes(IMAGE_BYTES));
    execFileSync('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw!, qcow2!]);
    image = readFileSync(qcow2!);
    for (const file of [raw, qcow2]) rmSync(file!);
    sha256 = createHash('sha256').update(image).digest('hex');
  });
  afterAll(async () => {
    await test?.close();
    data?.close();
    folder?.close();
  });
  beforeEach(() => {
    data.leave(DISK_BYTES);
    folder.leave(DISK_BYTES);
  });

  const tus = (method: string, to: string, headers: Record<string, string>, body?: Buffer) =>
    test.request(to, {
      method,
      cookie: operator.cookie,
      headers: { 'tus-resumable': '1.0.0', ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  const begin = (name: string) =>
    tus('POST', '/api/image-uploads', {
      'upload-length': String(image.length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    });
  const send = (to: string, offset: number) =>
    tus(
      'PATCH',
      to,
      { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      image.subarray(offset),
    );
  const problemOf = async (answer: Response) => ({
    status: answer.status,
    problem: (await answer.json()) as Problem,
  });
  const checked = async (at: string): Promise<Image> => {
    await test.app.get(CheckImages).run();
    const answer = await test.request(`/api/images/${at.split('/').at(-1)}`, { cookie: operator.cookie });
    return (await answer.json()) as Image;
  };

  it('should say before the first byte that there is no room', async () => {
    data.leave(100 * MIB);
    const { status, problem } = await problemOf(await begin('early.qcow2'));
    expect([status, problem.code]).toEqual([507, 'no-space-for-image']);
    expect(problem.detail).toContain('bytes are free in');
    data.leave(DISK_BYTES);
    folder.leave(100 * MIB);
    expect((await problemOf(await begin('early.qcow2'))).problem.code).toBe('no-space-for-image');
    expect(readdirSync(folder.directory)).toEqual([]);
  });

  it('should keep what has arrived when the disk runs full, and go on when there is room', async () => {
    const at = (await begin('late.qcow2')).headers.get('location') ?? '';
    data.leave(MIB);
    const { status, problem } = await problemOf(await send(at, 0));
    expect([status, problem.code]).toEqual([507, 'no-space-for-image']);
    expect(readdirSync(folder.directory)).toEqual([]);

    data.leave(DISK_BYTES);
    // Where not even the end of the turn could be written down, it ends by itself.
    test.clock.advance(10_000);
    const offset = Number((await tus('HEAD', at, {})).headers.get('upload-offset'));
    expect(offset).toBeLessThan(image.length);
    expect((await send(at, offset)).status).toBe(204);
    expect(await checked(at)).toMatchObject({ state: 'ready', sha256 });
    expect(readFileSync(path.join(folder.directory, 'late.qcow2')).equals(image)).toBe(true);
  });

  it('should put no half of an image into its folder, and the whole one when it is checked again', async () => {
    const at = (await begin('placed.qcow2')).headers.get('location') ?? '';
    folder.leave(MIB);
    expect((await send(at, 0)).status).toBe(204);
    const refused = await checked(at);
    expect(refused.state).toBe('refused');
    expect(refused.stages).toContainEqual(expect.objectContaining({ stage: 'placed', fault: 'no-space' }));
    expect(readdirSync(folder.directory)).toEqual(['late.qcow2']);

    folder.leave(DISK_BYTES);
    const again = await test.request(`/api/images/${refused.id}/check`, {
      method: 'POST',
      cookie: operator.cookie,
    });
    expect(again.status).toBeLessThan(300);
    expect(await checked(at)).toMatchObject({ state: 'ready', sha256 });
    expect(readdirSync(folder.directory).sort()).toEqual(['late.qcow2', 'placed.qcow2']);
  });

  it('should say that the database is full, lose nothing that was acknowledged, and go on when there is room', async () => {
    const acknowledged: string[] = [];
    data.leave(0);
    let refused: Awaited<ReturnType<typeof problemOf>> | undefined;
    while (!refused) {
      const answer = await test.request('/api/images', {
        ...{ method: 'POST', cookie: operator.cookie },
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ path: writeEmpty(acknowledged.length) }),
      });
      if (answer.ok) acknowledged.push(((await answer.json()) as Image).id);
      else refused = await problemOf(answer);
    }
    expect([refused.status, refused.problem.code]).toEqual([507, 'database-full']);
    const list = await test.request('/api/images', { cookie: operator.cookie });
    expect(list.status).toBe(200);

    data.leave(DISK_BYTES);
    const { images } = (await (await test.request('/api/images', { cookie: operator.cookie })).json()) as {
      images: Image[];
    };
    expect(images.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
    expect(images).toHaveLength(acknowledged.length + 2);
    expect(await new VerifyAuditChain(test.source, test.clock).run()).toMatchObject({ unbroken: true });
    expect((await begin('after.qcow2')).status).toBe(201);
  });

  /** A file that may be registered, whatever is found inside. */
  function writeEmpty(number: number): string {
    const file = path.join(folder.directory, `empty-${number}.qcow2`);
    writeFileSync(file, '');
    return file;
  }
});
