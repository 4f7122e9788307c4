import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../../audit/index';
import { readSettings } from '../../config/index';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../../database/testing/scratch-database';
import { entities } from '../../entities';
import { testKeys } from '../../testing/test-keys';
import { runCli } from '../run-cli';

describe.each(scratchEngines)('the commands for our keys on %s', (engine) => {
  let folder: string;
  let database: ScratchDatabase;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-keys-cli-'));
    database = await openScratchDatabase(engine, entities);
    await testKeys(folder);
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const run = async (...args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCli(['keys', ...args], {
      settings: () =>
        readSettings({
          VIRLAB_PUBLIC_URL: 'http://127.0.0.1:1',
          VIRLAB_DATABASE_URL: database.url,
          VIRLAB_DATA_DIR: folder,
        }),
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      user: 'omar',
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  const trail = async () =>
    (await database.source.manager.findBy(AuditEventEntity, { kind: 'sign-in.key-changed' }))
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ actorName, subjectId, facts }) => [actorName, subjectId, facts['step']]);

  it('should lead from one key to the next, each step told, refused when it is early, and in the trail', async () => {
    const listed = await run('list');
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toMatch(/^saml-signing +active +signing +since .* rsa 3072 +[0-9a-f]{64}$/m);

    const added = await run('add');
    expect(added).toMatchObject({ code: 0, err: '' });
    const id = /^The key (\S+) is published/.exec(added.out)?.[1] ?? '';
    expect(added.out).toContain(`48 hours at least. Then: virlab keys activate ${id}`);
    expect((await run('list')).out).toMatch(new RegExp(`^${id} +next .*→ activate from `, 'm'));
    expect(await run('add')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^key-change-under-way: /) as string,
    });

    expect(await run('activate', id)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^key-not-known-yet: .*; --anyway does it now$/) as string,
    });
    expect(await run('retire', 'saml-signing')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^key-signs: /) as string,
    });
    const activated = await run('activate', id, '--anyway');
    expect(activated.out).toContain(
      'Then: virlab keys retire saml-signing, virlab keys retire saml-decryption',
    );

    const retired = await run('retire', 'saml-signing');
    expect(retired.out).toContain('Then: virlab keys remove saml-signing');
    expect(await run('remove', 'saml-signing')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^key-still-needed: /) as string,
    });
    expect(await run('remove', id, '--anyway')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^key-still-published: /) as string,
    });
    expect(await run('remove', 'saml-signing', '--anyway')).toMatchObject({ code: 0, err: '' });
    const files = readdirSync(path.join(folder, 'keys'));
    expect(files.sort()).toEqual([`saml-${id}.pem`, 'saml-decryption.pem', 'saml-keys.json'].sort());
    for (const file of files) expect(statSync(path.join(folder, 'keys', file)).mode & 0o077).toBe(0);
    expect(await trail()).toEqual([
      ['omar', id, 'added'],
      ['omar', id, 'activated'],
      ['omar', 'saml-signing', 'retired'],
      ['omar', 'saml-signing', 'removed'],
    ]);
  });

  it('should not know a key that is not there', async () => {
    expect(await run('activate', 'nothing')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^key-unknown: there is no key "nothing", only "/) as string,
    });
  });

  it('should tell their use', async () => {
    for (const name of ['list', 'add', 'activate', 'retire', 'remove']) {
      expect((await run(name, '--help')).out).toContain(`Usage: virlab keys ${name}`);
    }
    for (const args of [['activate'], ['retire'], ['remove', 'a', 'b'], ['add', '--now']]) {
      expect(await run(...args)).toMatchObject({ code: 2 });
    }
  });
});
