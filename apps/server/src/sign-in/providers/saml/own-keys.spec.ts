import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { activateKey, addKey, type OwnKeyRecord, removeKey, retireKey } from '@virlab/saml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../../config/index';
import { Log } from '../../../platform/index';
import { SettableClock } from '../../../testing/settable-clock';
import { testKeys } from '../../../testing/test-keys';
import { KeyFileFault } from './key-files';
import { OwnKeys } from './own-keys';

const DAY_MS = 86_400_000;

describe('our keys', () => {
  let folder: string;
  let clock: SettableClock;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-own-keys-'));
    clock = new SettableClock();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Each is a process of its own: a server, or a command beside it. */
  const open = () => {
    const settings = readSettings({
      VIRLAB_PUBLIC_URL: 'https://virlab.example',
      VIRLAB_DATA_DIR: folder,
      VIRLAB_LOG_LEVEL: 'silent',
    });
    return new OwnKeys(settings, clock, new Log(settings));
  };
  const stateOf = async (keys: OwnKeys) =>
    Object.fromEntries((await keys.get()).map(({ id, state }) => [id, state]));
  const manifest = () => path.join(folder, 'keys', 'saml-keys.json');
  const add = (keys: OwnKeys) =>
    keys.change(async (known, keep) => {
      const draft = keys.draft();
      const after = addKey<OwnKeyRecord>(known, draft);
      await keys.make(draft);
      await keep(after);
      return draft;
    });

  it('should make one key at the first start, for both uses, and let nobody but the owner near it', async () => {
    const [first, second] = await Promise.all([open().get(), open().get()]);
    expect(first).toHaveLength(1);
    expect(first[0]).toMatchObject({ state: 'active', uses: ['signing', 'encryption'] });
    expect(second).toEqual(first);
    const files = readdirSync(path.join(folder, 'keys'));
    expect(files.sort()).toEqual([`saml-${first[0]?.id}.pem`, 'saml-keys.json']);
    for (const name of files) {
      expect(statSync(path.join(folder, 'keys', name)).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(manifest(), 'utf8')).not.toContain('PRIVATE');
  });

  it('should go on with the two files of an older installation', async () => {
    await testKeys(folder);
    expect(await stateOf(open())).toEqual({ 'saml-signing': 'active', 'saml-decryption': 'active' });
    expect((await open().get()).map(({ uses }) => uses)).toEqual([['signing'], ['encryption']]);
  });

  it('should notice at the next use what a command changed', async () => {
    await testKeys(folder);
    const [server, command] = [open(), open()];
    await server.get();
    const before = await server.get();
    expect(await server.get()).toBe(before);
    const { id } = await add(command);
    expect(await stateOf(server)).toMatchObject({ [id]: 'next' });
    await command.change((keys, keep) => keep(activateKey(keys, id, { now: clock.now(), anyway: true })));
    expect(await stateOf(server)).toMatchObject({ [id]: 'active', 'saml-signing': 'former' });
    await command.change((keys, keep) => keep(retireKey(keys, 'saml-signing', { now: clock.now() })));
    clock.set(new Date(clock.now().getTime() + 3 * DAY_MS));
    await command.change((keys, keep) => keep(removeKey(keys, 'saml-signing', { now: clock.now() })));
    await command.discard('saml-signing');
    expect(Object.keys(await stateOf(server)).sort()).toEqual([id, 'saml-decryption'].sort());
    expect(readdirSync(path.join(folder, 'keys'))).not.toContain('saml-signing.pem');
  });

  it('should let one change happen after the other', async () => {
    await testKeys(folder);
    await open().get();
    const answers = await Promise.allSettled([add(open()), add(open())]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(Object.keys(await stateOf(open()))).toHaveLength(3);
  });

  it('should go on when a process died in the midst of a change', async () => {
    await testKeys(folder);
    const keys = open();
    await keys.get();
    writeFileSync(path.join(folder, 'keys', 'saml-keys.lock'), '999999999');
    await keys.change(() => Promise.resolve());
    expect(readdirSync(path.join(folder, 'keys'))).not.toContain('saml-keys.lock');
  });

  it('should not start with files that others may read or that are not whole', async () => {
    await testKeys(folder);
    await open().get();
    chmodSync(manifest(), 0o644);
    await expect(open().get()).rejects.toThrow(/chmod 600/);
    chmodSync(manifest(), 0o600);
    const whole = readFileSync(manifest(), 'utf8');
    for (const broken of [
      '',
      '{}',
      whole.replace('saml-signing.pem', '../../etc/passwd'),
      whole.slice(0, 40),
    ]) {
      writeFileSync(manifest(), broken);
      await expect(open().get()).rejects.toBeInstanceOf(KeyFileFault);
    }
    writeFileSync(manifest(), whole);
    rmSync(path.join(folder, 'keys', 'saml-signing.pem'));
    await expect(open().get()).rejects.toThrow(/is gone/);
  });

  it('should keep the keys it has when changed files cannot be used, and look again later', async () => {
    await testKeys(folder);
    const server = open();
    await server.get();
    const before = await server.get();
    const whole = readFileSync(manifest(), 'utf8');
    writeFileSync(manifest(), 'half a manif');
    expect(await server.get()).toBe(before);
    writeFileSync(manifest(), whole.replace('"saml-signing"', '"renamed"'));
    expect(await server.get()).toBe(before);
    clock.set(new Date(clock.now().getTime() + 11_000));
    expect(await stateOf(server)).toHaveProperty('renamed');
  });
});
