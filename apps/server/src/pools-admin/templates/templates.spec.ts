import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Image, Problem, TemplateDetail, Templates as TemplateList } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchEngines } from '../../database/testing/scratch-database';
import { SaveHost } from '../../hypervisors/index';
import { CheckImages, ImageRepository } from '../../images/index';
import { AllotMachines, MachineEntity } from '../../machines/index';
import { SavePool, SaveTemplate } from '../../pools/index';
import { ExportResources } from '../../resources/index';
import { createTestApp, type TestApp } from '../../testing/create-test-app';
import type { SignedInPerson } from '../../testing/sign-in-directly';

const BASE = { tus: { 'tus-resumable': '1.0.0' } };

describe.each(scratchEngines)('templates and images on %s', (engine) => {
  let test: TestApp;
  let folder: string;
  let operator: SignedInPerson;
  let whole: Buffer;

  const qemuImg = (name: string, ...args: string[]): string => {
    const file = path.join(folder, name);
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', ...args.slice(0, -1), file, args.at(-1) ?? '']);
    return file;
  };
  const ask = (method: string, to: string, body?: unknown) =>
    test.request(to, {
      method,
      cookie: operator.cookie,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  const json = async <T>(answer: Promise<Response>): Promise<T> => (await answer).json() as Promise<T>;
  const codeOf = async (answer: Promise<Response>) => {
    const { status, ...rest } = await answer.then(async (one) => ({
      status: one.status,
      problem: (await one.json()) as Problem,
    }));
    expect(rest.problem.status).toBe(status);
    return rest.problem.code;
  };
  const tus = (method: string, to: string, headers: Record<string, string>, body?: Buffer) =>
    test.request(to, {
      method,
      cookie: operator.cookie,
      headers: { ...BASE.tus, ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  const begin = (name: string, bytes: number) =>
    tus('POST', '/api/image-uploads', {
      'upload-length': String(bytes),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    });
  const send = (to: string, offset: number, body: Buffer) =>
    tus(
      'PATCH',
      to,
      { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body,
    );
  const register = async (file: string): Promise<Image> => {
    const { id } = await json<Image>(ask('POST', '/api/images', { path: file }));
    await test.app.get(CheckImages).run();
    return json<Image>(ask('GET', `/api/images/${id}`));
  };
  const failed = ({ state, stages }: Image) => {
    const stage = stages.find((one) => one.state === 'failed');
    return `${state} ${stage?.stage ?? '-'} ${stage?.fault ?? '-'}`;
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-images-'));
    test = await createTestApp({ engine, environment: { VIRLAB_IMAGES_DIR: folder } });
    operator = await test.signIn({
      displayName: 'Olga Operadora',
      entitlements: [{ kind: 'role', ref: 'operator' }],
    });
    whole = readFileSync(qemuImg('made.qcow2', '8M'));
    rmSync(path.join(folder, 'made.qcow2'));
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('should register an image that is whole, with its size and its hash', async () => {
    const image = await register(qemuImg('shell.qcow2', '8M'));
    expect(image).toMatchObject({ state: 'ready', virtualBytes: 8 * 1024 * 1024, by: 'Olga Operadora' });
    const bytes = readFileSync(path.join(folder, 'shell.qcow2'));
    expect(image.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(image.stages.map(({ stage, state }) => `${stage} ${state}`)).toEqual(
      ['format', 'alone', 'size', 'sound', 'checksum'].map((stage) => `${stage} done`),
    );
    expect(await codeOf(ask('POST', '/api/images', { path: path.join(folder, 'shell.qcow2') }))).toBe(
      'image-exists',
    );
  });

  it('should take no file of the host for an image, whatever the way to it', async () => {
    symlinkSync('/etc/shadow', path.join(folder, 'link.qcow2'));
    symlinkSync('/etc', path.join(folder, 'etc'));
    for (const named of [
      '/etc/shadow',
      path.join(folder, 'link.qcow2'),
      path.join(folder, 'etc', 'shadow'),
      `${folder}/../../etc/shadow`,
      'shell.qcow2',
      path.join(folder, 'nothing.qcow2'),
      `${folder}/shell.qcow2\0.qcow2`,
      folder,
    ]) {
      expect(await codeOf(ask('POST', '/api/images', { path: named }))).toBe('image-path-refused');
    }
  });

  it('should refuse every hostile image at the stage that finds it', async () => {
    const write = (name: string, bytes: Buffer | string) => {
      writeFileSync(path.join(folder, name), bytes);
      return path.join(folder, name);
    };
    const changed = (change: (bytes: Buffer) => void) => {
      const bytes = Buffer.from(whole);
      change(bytes);
      return bytes;
    };
    const corpus: [string, string, string][] = [
      [
        'header points at /etc/shadow',
        qemuImg('shadow.qcow2', '-u', '-b', '/etc/shadow', '-F', 'raw', '8M'),
        'alone backing-file',
      ],
      [
        'protocol name',
        qemuImg(
          'json.qcow2',
          '-u',
          '-b',
          'json:{"driver":"file","filename":"/etc/shadow"}',
          '-F',
          'raw',
          '8M',
        ),
        'alone backing-file',
      ],
      [
        'backing chain',
        qemuImg('chain.qcow2', '-b', path.join(folder, 'shell.qcow2'), '-F', 'qcow2', '8M'),
        'alone backing-file',
      ],
      [
        'external data',
        qemuImg('data.qcow2', '-o', `data_file=${path.join(folder, 'data.raw')}`, '8M'),
        'alone external-data',
      ],
      ['text file', write('text.qcow2', 'root:x:0:0:root:/root:/bin/sh\n'.repeat(9)), 'format no-qcow2'],
      ['truncated header', write('short.qcow2', whole.subarray(0, 60)), 'format no-qcow2'],
      [
        'wrong magic',
        write(
          'magic.qcow2',
          changed((bytes) => bytes.write('QFJ', 0)),
        ),
        'format no-qcow2',
      ],
      [
        'bomb of virtual size',
        write(
          'bomb.qcow2',
          changed((bytes) => bytes.writeBigUInt64BE(1n << 60n, 24)),
        ),
        'size too-large',
      ],
      [
        'no disk',
        write(
          'none.qcow2',
          changed((bytes) => bytes.writeBigUInt64BE(0n, 24)),
        ),
        'size empty',
      ],
      [
        'table beyond the end',
        write(
          'table.qcow2',
          changed((bytes) => bytes.writeBigUInt64BE(1n << 40n, 40)),
        ),
        'sound damaged',
      ],
      ['nothing', write('nothing-in-it.qcow2', ''), 'format no-qcow2'],
    ];
    for (const [name, file, wanted] of corpus) {
      expect([name, failed(await register(file))]).toEqual([name, `refused ${wanted}`]);
    }
  });

  it('should go on with an upload where it stopped, check it, and put it into its folder', async () => {
    const begun = await begin('up.qcow2', whole.length);
    expect(begun.status).toBe(201);
    const at = begun.headers.get('location') ?? '';
    expect((await send(at, 0, whole.subarray(0, 1_000))).headers.get('upload-offset')).toBe('1000');
    // A second window with an old idea of what is there.
    expect(await codeOf(send(at, 0, whole.subarray(0, 10)))).toBe('upload-busy');
    const head = await tus('HEAD', at, {});
    expect([head.status, head.headers.get('upload-offset')]).toEqual([200, '1000']);
    const id = at.split('/').at(-1) ?? '';
    const rows = test.app.get(ImageRepository);
    expect(await rows.claim(id, 'another window')).toBe(true);
    expect(await codeOf(send(at, 1_000, whole.subarray(1_000)))).toBe('upload-busy');
    await rows.release(id, 'another window');
    expect((await send(at, 1_000, whole.subarray(1_000))).status).toBe(204);
    await test.app.get(CheckImages).run();
    const image = await json<Image>(ask('GET', `/api/images/${id}`));
    expect(image).toMatchObject({ state: 'ready', path: path.join(folder, 'up.qcow2') });
    expect(readFileSync(path.join(folder, 'up.qcow2')).equals(whole)).toBe(true);
    expect(existsSync(path.join(test.settings.dataDir, 'uploads', id))).toBe(false);
  });

  it('should say before the first byte what cannot be taken', async () => {
    expect(await codeOf(begin('../up.qcow2', 10))).toBe('upload-refused');
    expect(await codeOf(begin('0ed8b9b7-9d6e-4b22-8d6b-6b1a2f1a8f4e.qcow2', 10))).toBe('upload-refused');
    expect(await codeOf(begin('big.qcow2', 65 * 1024 ** 3))).toBe('upload-too-large');
    expect(await codeOf(begin('shell.qcow2', 10))).toBe('image-exists');
    const nobody = await test.request('/api/image-uploads', { method: 'POST', headers: BASE.tus });
    expect(nobody.status).toBe(401);
  });

  it('should take a refused upload away, and let a better one have its name', async () => {
    const at = (await begin('again.qcow2', 9)).headers.get('location') ?? '';
    await send(at, 0, Buffer.from('no image!'));
    await test.app.get(CheckImages).run();
    const id = at.split('/').at(-1) ?? '';
    expect(failed(await json<Image>(ask('GET', `/api/images/${id}`)))).toBe('refused format no-qcow2');
    expect(existsSync(path.join(test.settings.dataDir, 'uploads', id))).toBe(false);
    const next = await begin('again.qcow2', whole.length);
    expect(next.status).toBe(201);
    const upload = next.headers.get('location') ?? '';
    expect((await tus('DELETE', upload, {})).status).toBe(204);
    expect((await tus('HEAD', upload, {})).status).toBe(404);
  });

  it('should forget an upload that nobody goes on with', async () => {
    const at = (await begin('forgotten.qcow2', whole.length)).headers.get('location') ?? '';
    await send(at, 0, whole.subarray(0, 100));
    test.clock.advance(73 * 3_600_000);
    operator = await test.signIn({
      displayName: 'Olga Operadora',
      entitlements: [{ kind: 'role', ref: 'operator' }],
    });
    await test.app.get(CheckImages).run();
    expect((await tus('HEAD', at, {})).status).toBe(404);
  });

  it('should publish versions, keep machines on theirs, and remove nothing that is in use', async () => {
    const image = path.join(folder, 'shell.qcow2');
    const spec = { image, memoryMiB: 64, vcpus: 1 };
    const created = await ask('POST', '/api/templates', { id: 'shell', title: 'Shell', spec });
    expect(created.status).toBe(201);
    await test.source.transaction(async (manager) => {
      const get = <T>(type: new (...args: never[]) => T) => test.app.get<T>(type, { strict: false });
      await get(SaveHost).run({ id: 'h1', title: 'H', uri: 'simulated:' }, manager);
      await get(SavePool).run({ id: 'linux', title: 'Linux', templateId: 'shell', hostId: 'h1' }, manager);
    });
    const student = await test.signIn({
      displayName: 'Ana',
      entitlements: [{ kind: 'pool', ref: 'linux' }],
    });
    await test.app.get(AllotMachines).run(student.user.id);
    const on = (templateVersion: number | null) =>
      test.source
        .getRepository(MachineEntity)
        .update(
          { ownerId: student.user.id },
          { templateVersion, templateId: templateVersion === null ? null : 'shell' },
        );
    await on(1);

    const next = { spec: { ...spec, memoryMiB: 128 }, comment: 'More memory', after: 1 };
    const two = await json<TemplateDetail>(ask('POST', '/api/templates/shell/versions', next));
    expect(two.current).toMatchObject({ version: 2, memoryMiB: 128, comment: 'More memory', machines: 0 });
    expect([two.behind, two.history.map(({ version, machines }) => [version, machines])]).toEqual([
      1,
      [
        [2, 0],
        [1, 1],
      ],
    ]);
    expect(await codeOf(ask('POST', '/api/templates/shell/versions', next))).toBe('template-changed');
    expect(
      await codeOf(
        ask('POST', '/api/templates/shell/versions', {
          ...next,
          after: 2,
          spec: { ...spec, image: path.join(folder, 'text.qcow2') },
        }),
      ),
    ).toBe('image-not-ready');
    expect(await codeOf(ask('DELETE', '/api/templates/shell/versions/1'))).toBe('template-version-in-use');
    expect(await codeOf(ask('DELETE', '/api/templates/shell/versions/2'))).toBe('template-version-in-use');
    expect(await codeOf(ask('DELETE', '/api/templates/shell'))).toBe('template-in-use');
    const list = await json<{ images: Image[] }>(ask('GET', '/api/images'));
    const used = list.images.find(({ path: of }) => of === image);
    expect(used?.usedBy.map(({ version }) => version)).toEqual([2, 1]);
    expect(await codeOf(ask('DELETE', `/api/images/${used?.id ?? ''}`))).toBe('image-in-use');

    const back = { version: 1, inForce: 2 };
    const one = await json<TemplateDetail>(ask('POST', '/api/templates/shell/current', back));
    expect([one.current.version, one.behind]).toEqual([1, 0]);
    expect(await codeOf(ask('POST', '/api/templates/shell/current', back))).toBe('template-changed');
    expect((await ask('DELETE', '/api/templates/shell/versions/2')).status).toBe(200);
    const three = await json<TemplateDetail>(
      ask('POST', '/api/templates/shell/versions', { ...next, after: 2 }),
    );
    expect(three.current.version).toBe(3);
  });

  it('should publish no version that the hosts of its pools make no machines of, by page or by file', async () => {
    const get = <T>(type: new (...args: never[]) => T) => test.app.get<T>(type, { strict: false });
    const place = { uri: 'qemu:///session', imagesDirectory: folder, socketsDirectory: folder };
    const of = { id: 'kinds', title: 'Kinds', memoryMiB: 64, vcpus: 1 };
    const save = (imagePath: string) =>
      test.source.transaction((manager) => get(SaveTemplate).run({ ...of, imagePath }, manager));
    const [disk, tar] = [path.join(folder, 'shell.qcow2'), '/far/root.tar'];
    await save(tar);
    await save(disk);
    await test.source.transaction(async (manager) => {
      await get(SaveTemplate).run({ ...of, id: 'archives', imagePath: tar }, manager);
      await get(SaveHost).run({ id: 'qemu', title: 'QEMU', ...place }, manager);
      await get(SavePool).run({ id: 'kinds', title: 'K', templateId: 'kinds', hostId: 'qemu' }, manager);
    });
    const publish = { spec: { image: tar, memoryMiB: 64, vcpus: 1 }, comment: 'As a container', after: 2 };
    const refused = await ask('POST', '/api/templates/kinds/versions', publish);
    expect([refused.status, (await refused.json()) as Problem]).toMatchObject([
      409,
      {
        code: 'template-image-kind',
        detail:
          '/far/root.tar is an archive of a root file system, and host "qemu" of pool "kinds" takes none of those',
      },
    ]);
    expect(await codeOf(ask('POST', '/api/templates/kinds/current', { version: 1, inForce: 2 }))).toBe(
      'template-image-kind',
    );
    await expect(save(tar)).rejects.toMatchObject({ code: 'template-image-kind' });
    const detail = await json<TemplateDetail>(ask('GET', '/api/templates/kinds'));
    expect([detail.current.version, detail.current.image]).toEqual([2, disk]);
    const more = { ...publish, spec: { ...publish.spec, image: disk, memoryMiB: 96 } };
    expect((await ask('POST', '/api/templates/kinds/versions', more)).status).toBe(201);
  });

  it('should make a new version of a changed file, go back to an old one, and export what is current', async () => {
    const save = (memoryMiB: number, comment?: string) =>
      test.source.transaction((manager) =>
        test.app.get(SaveTemplate, { strict: false }).run(
          {
            id: 'file',
            title: 'File',
            imagePath: '/far/x.qcow2',
            memoryMiB,
            vcpus: 1,
            ...(comment ? { comment } : {}),
          },
          manager,
        ),
      );
    expect([await save(64), await save(64), await save(96, 'For the new desktop'), await save(64)]).toEqual([
      'created',
      'unchanged',
      'changed',
      'changed',
    ]);
    const { templates } = await json<TemplateList>(ask('GET', '/api/templates'));
    const of = templates.find(({ id }) => id === 'file');
    expect([of?.versions, of?.current.version, of?.current.by]).toEqual([2, 1, 'Resource file']);
    const text = await test.app.get(ExportResources, { strict: false }).run();
    expect(text).toContain(
      'kind: Template\nname: file\ntitle: File\nimage: /far/x.qcow2\nmemoryMiB: 64\nvcpus: 1',
    );
  });
});
