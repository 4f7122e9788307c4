import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type HostSide, localSide, openHostSide } from './index';

/** A folder whose name a shell would take apart, or run. */
const HOSTILE = "it's $(touch gone) & more";

const ELSEWHERE = 'qemu+ssh://virlab@lab-2.example/system';

/** An ssh that is this computer's own shell: what it is told to run is the last of its arguments. */
const LOCAL_SSH = '#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n';

describe('the side of a host', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-side-'));
    mkdirSync(path.join(folder, HOSTILE));
    mkdirSync(path.join(folder, 'bin'));
    writeFileSync(path.join(folder, 'bin', 'ssh'), LOCAL_SSH);
    chmodSync(path.join(folder, 'bin', 'ssh'), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => vi.unstubAllEnvs());

  describe.each<[string, () => HostSide]>([
    ['this computer', () => localSide],
    [
      'another one',
      () => {
        vi.stubEnv('PATH', `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`);
        return openHostSide(ELSEWHERE);
      },
    ],
  ])('%s', (_, open) => {
    const at = (name: string) => path.join(folder, HOSTILE, name);

    it('should read the start of a file, whatever it is called, and nothing of one that is not there', async () => {
      const side = open();
      writeFileSync(at('-serial.log'), 'ready or not');
      expect((await side.readStart(at('-serial.log'), 5))?.toString()).toBe('ready');
      expect((await side.readStart(at('-serial.log'), 500))?.toString()).toBe('ready or not');
      expect(await side.readStart(at('none'), 5)).toBeNull();
      await side.close();
    });

    it('should tell the room of a folder, and none of one that is not there', async () => {
      const side = open();
      const room = await side.roomOf(path.join(folder, HOSTILE));
      const here = await localSide.roomOf(folder);
      expect(room).toMatchObject({ totalBytes: here?.totalBytes, files: here?.files });
      expect(room?.freeBytes).toBeGreaterThan(0);
      expect(await side.roomOf(at('none'))).toBeNull();
      await side.close();
    });

    it('should remove what begins and ends as told, and nothing else', async () => {
      const side = open();
      const files = ['ab-1.vnc', 'ab-1.log', 'ab-2.log', 'ab-1.qcow2', 'abc-1.log', 'x-ab-1.log'];
      for (const name of files) writeFileSync(at(name), '');
      await side.removeFiles(path.join(folder, HOSTILE), 'ab-', ['.vnc', '.log']);
      const left = readdirSync(path.join(folder, HOSTILE)).filter((name) => name !== '-serial.log');
      expect(left.sort()).toEqual(['ab-1.qcow2', 'abc-1.log', 'x-ab-1.log']);
      expect(existsSync('gone')).toBe(false);
      await side.removeFiles(at('none'), 'ab-', ['.vnc']);
      await side.close();
    });
  });

  it('should know nothing, and fall over nothing, where ssh cannot be started', async () => {
    vi.stubEnv('PATH', path.join(folder, HOSTILE));
    const side = openHostSide(ELSEWHERE);
    expect(await side.readStart('/etc/hostname', 5)).toBeNull();
    const stream = await side.connect('/run/virlab/1.vnc', 'screen');
    await vi.waitFor(() => expect(stream.destroyed).toBe(true), { timeout: 50_000 });
    await side.close();
  });
});
