import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startLxcd, whyNoContainers } from './private-lxcd.mjs';
import { isRunning } from './process-table.mjs';

const why = whyNoContainers();
if (why !== null) process.stderr.write(`left out, for want of containers: ${why}\n`);

describe.skipIf(why !== null)('a libvirtd that makes containers', () => {
  const directory = mkdtempSync('/tmp/testbed-lxc-');
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('should answer on a socket of its own, and leave nothing of itself behind', async () => {
    const mounts = readFileSync('/proc/mounts', 'utf8');
    const daemon = await startLxcd({ directory: path.join(directory, 'a') });
    expect(existsSync(daemon.socket)).toBe(true);
    expect(daemon.uri).toBe(`lxc:///system?socket=${daemon.socket}`);
    expect(readFileSync('/proc/mounts', 'utf8')).toBe(mounts);
    await daemon.stop({ erase: true });
    await daemon.stop();
    expect(isRunning(daemon.pid)).toBe(false);
    expect(daemon.containers()).toEqual([]);
    expect(existsSync(daemon.directory)).toBe(false);
  });
});
