import { newId } from '../../platform/index';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HypervisorDriver, MachineSpec, ObservedState, RunsBy } from '../hypervisor-driver';
import { codeOf } from './driver-error-code';
import { RfbTestClient } from './rfb-client';
import { TextTestClient } from './text-client';

/** A driver to be tried, and what it can be tried with. */
export interface DriverUnderTest {
  driver: HypervisorDriver;
  /** An image that boots, says `readyLine` on its serial port, and reacts to the power button. */
  imagePath: string;
  memoryMiB: number;
  readyLine: string;
  /** A path where no image is; undefined for a driver without images. */
  missingImagePath?: string;
  /** A driver of another Virlab on the same host. */
  beside(installation: string): HypervisorDriver;
  close(): Promise<void>;
}

/** What every hypervisor driver must do. `deadlineMs` bounds each wait for something to settle. */
export function hypervisorDriverContract(
  name: string,
  open: () => Promise<DriverUnderTest>,
  { deadlineMs }: { deadlineMs: number },
): void {
  describe(`the hypervisor driver contract: ${name}`, { timeout: deadlineMs * 4 }, () => {
    let under: DriverUnderTest;
    let driver: HypervisorDriver;
    let runsBy: RunsBy;
    let stopWatching: () => Promise<void>;
    const told: { machineId: string; what: string }[] = [];
    const waiting = new Set<() => void>();
    const made = new Set<string>();

    const wake = () => {
      for (const look of waiting) look();
    };
    /** Waits until `look` answers something; looks again at every event, and every 100 ms for what gives none. */
    async function until<T>(
      what: string | (() => string),
      look: () => Promise<T | null | undefined | false> | T | null,
    ): Promise<T> {
      const deadline = performance.now() + deadlineMs;
      for (;;) {
        const found = await look();
        if (found) return found;
        if (performance.now() > deadline) {
          throw new Error(`waited ${deadlineMs} ms in vain for ${typeof what === 'string' ? what : what()}`);
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(done, 100);
          function done() {
            clearTimeout(timer);
            waiting.delete(done);
            resolve();
          }
          waiting.add(done);
        });
      }
    }
    const settled = (id: string, state: ObservedState) =>
      until(`${id} to be ${state}`, async () => {
        const found = await driver.observe(id);
        return found.state === state && found;
      });
    const ready = async (id: string, activation: number) => {
      let last = '';
      const look = async () => {
        const signs = await driver.signs(id, activation, under.readyLine);
        last = JSON.stringify(signs);
        return signs.ready && signs.picture;
      };
      await until(() => `the ready line, last signs ${last}`, look);
    };
    function machine(overrides: Partial<MachineSpec> = {}): MachineSpec {
      const id = newId();
      made.add(id);
      return {
        id,
        name: `contract-${id.slice(0, 8)}`,
        imagePath: under.imagePath,
        memoryMiB: under.memoryMiB,
        vcpus: 1,
        owner: `it's <"me"> & you`,
        pool: 'contract',
        network: { kind: 'none' },
        ...overrides,
      };
    }

    beforeAll(async () => {
      under = await open();
      driver = under.driver;
      await new Promise<void>((resolve, reject) => {
        stopWatching = driver.watch({
          changed: (event) => {
            told.push(event);
            wake();
          },
          lost: (why) => reject(new Error(why)),
          back: () => resolve(),
        });
      });
      const { imagePath, memoryMiB, readyLine } = under;
      runsBy = (await driver.prove({ imagePath, memoryMiB, vcpus: 1, readyLine })).kind;
    }, deadlineMs * 4);
    afterEach(async () => {
      for (const id of made) await driver.remove(id);
      made.clear();
    });
    afterAll(async () => {
      await stopWatching?.();
      await under?.close();
    });

    it('should tell what the host is', async () => {
      const facts = await driver.facts();
      expect(facts.version).not.toBe('');
      expect(facts.memoryMiB).toBeGreaterThan(0);
      expect(facts.freeMemoryMiB).toBeLessThanOrEqual(facts.memoryMiB);
      expect(facts.vcpus).toBeGreaterThan(0);
    });

    it('should leave nothing behind after proving the host', async () => {
      const proof = await driver.prove({
        imagePath: under.imagePath,
        memoryMiB: under.memoryMiB,
        vcpus: 1,
        readyLine: under.readyLine,
      });
      expect(proof.kind).toBe(runsBy);
      expect(proof.bootMilliseconds).toBeGreaterThan(0);
      expect([...(await driver.observeAll()).values()]).toEqual([]);
    });

    it('should find nothing where nothing was made, and take nothing away without complaint', async () => {
      const { id } = machine();
      expect(await driver.observe(id)).toEqual({ state: 'absent' });
      expect((await driver.observeAll()).has(id)).toBe(false);
      await driver.remove(id);
      expect(await driver.screen(id)).toBeNull();
    });

    it('should boot a machine that shows a picture and tells what happens', async () => {
      const spec = machine();
      await driver.prepare(spec, { fresh: false });
      const display = await driver.start(spec, 1, runsBy);
      await until('the start to be told', () => told.some(({ machineId }) => machineId === spec.id));
      const found = await settled(spec.id, 'running');
      expect(found.display).toEqual(display);
      expect((await driver.observeAll()).get(spec.id)?.state).toBe('running');
      await ready(spec.id, 1);
      if (driver.shows === 'text') {
        const console = new TextTestClient(await driver.openText(spec.id, 1));
        await console.said(under.readyLine);
        console.type('echo $((6 * 7))\n');
        await console.said('\n42');
        expect(await driver.screen(spec.id)).toBeNull();
        return;
      }
      const viewer = await RfbTestClient.open(display, driver);
      expect(viewer.version).toBe('RFB 003.008\n');
      expect(viewer.result).toBe(0);
      viewer.client.close();
      const picture = await driver.screen(spec.id);
      expect(Buffer.from(picture!).toString('latin1', 0, 4)).toMatch(/^(\x89PNG|P6\s)/);
    });

    it('should open a text console for this activation alone, to one viewer at a time, or say that it cannot', async () => {
      const spec = machine();
      await driver.prepare(spec, { fresh: false });
      await driver.start(spec, 2, runsBy);
      if (driver.shows === 'picture') {
        expect(await codeOf(driver.openText(spec.id, 2))).toBe('unsupported');
        return;
      }
      await ready(spec.id, 2);
      expect(await codeOf(driver.openText(spec.id, 1))).toBe('wrong-state');
      expect(await codeOf(driver.openText(newId(), 1))).toBe('not-found');
      const first = new TextTestClient(await driver.openText(spec.id, 2));
      await first.said('$ ');
      const second = new TextTestClient(await driver.openText(spec.id, 2));
      await first.end();
      // Whoever comes later sees what stands there.
      await second.said('$ ');
      second.type('echo still-$((1 + 1))\n');
      await second.said('still-2');
      await driver.power(spec.id, 'force-off');
      await second.end();
      expect(await codeOf(driver.openText(spec.id, 2))).toBe('wrong-state');
    });

    it('should answer a repeated start with the same display, and refuse another activation', async () => {
      const spec = machine();
      await driver.prepare(spec, { fresh: false });
      const display = await driver.start(spec, 3, runsBy);
      expect(await driver.start(spec, 3, runsBy)).toEqual(display);
      expect(await codeOf(driver.start(spec, 4, runsBy))).toBe('wrong-state');
    });

    it('should give each activation a display of its own, and end the old one', async () => {
      const spec = machine();
      await driver.prepare(spec, { fresh: false });
      const first = await driver.start(spec, 1, runsBy);
      await until('the display', async () => (await driver.signs(spec.id, 1, null)).picture);
      const { client } =
        driver.shows === 'text'
          ? { client: new TextTestClient(await driver.openText(spec.id, 1)) }
          : await RfbTestClient.open(first, driver);
      await driver.power(spec.id, 'force-off');
      await settled(spec.id, 'stopped');
      await client.end();
      const second = await driver.start(spec, 2, runsBy);
      expect(second).not.toEqual(first);
      if (driver.shows === 'text') expect(await codeOf(driver.openText(spec.id, 1))).toBe('wrong-state');
      else await expect(RfbTestClient.open(first, driver)).rejects.toThrow('the display ended');
    });

    it('should shut a machine down by the power button, and tell of it', async () => {
      const spec = machine();
      await driver.prepare(spec, { fresh: false });
      await driver.start(spec, 1, runsBy);
      await ready(spec.id, 1);
      told.length = 0;
      await driver.power(spec.id, 'shutdown');
      const found = await settled(spec.id, 'stopped');
      expect(found.display).toBeUndefined();
      await until('the stop to be told', () => told.some(({ machineId }) => machineId === spec.id));
    });

    it('should pause, resume and reset a running machine', async () => {
      const spec = machine();
      await driver.prepare(spec, { fresh: false });
      await driver.start(spec, 1, runsBy);
      await driver.power(spec.id, 'pause');
      expect((await settled(spec.id, 'paused')).display).toBeDefined();
      await driver.power(spec.id, 'resume');
      await settled(spec.id, 'running');
      if (driver.cannot.has('reset')) {
        expect(await codeOf(driver.power(spec.id, 'reset'))).toBe('unsupported');
        return;
      }
      await driver.power(spec.id, 'reset');
      await settled(spec.id, 'running');
    });

    it('should take force-off for a machine that is off as done, and refuse the rest', async () => {
      const spec = machine();
      await driver.prepare(spec, { fresh: false });
      await driver.start(spec, 1, runsBy);
      await driver.power(spec.id, 'force-off');
      await settled(spec.id, 'stopped');
      await driver.power(spec.id, 'force-off');
      for (const action of ['shutdown', 'pause', 'resume', 'reset'] as const) {
        expect(await codeOf(driver.power(spec.id, action))).toBe('wrong-state');
      }
      expect(await codeOf(driver.power(newId(), 'reset'))).toBe('not-found');
    });

    it('should give a fresh disk only to a machine that is off', async () => {
      const spec = machine();
      await driver.prepare(spec, { fresh: false });
      await driver.prepare(spec, { fresh: false });
      await driver.prepare(spec, { fresh: true });
      await driver.start(spec, 1, runsBy);
      expect(await codeOf(driver.prepare(spec, { fresh: true }))).toBe('wrong-state');
    });

    it('should not be led astray by what a name or an owner holds', async () => {
      const spec = machine({ owner: `'/><boot dev='network'/><x y='`, pool: '&lt;\u0000\u000b]]>' });
      await driver.prepare(spec, { fresh: false });
      await driver.start(spec, 1, runsBy);
      await settled(spec.id, 'running');
    });

    it('should keep snapshots of a machine that is off, and put it back', async () => {
      const spec = machine();
      await driver.prepare(spec, { fresh: false });
      expect(await driver.snapshots(newId())).toEqual([]);
      if (driver.cannot.has('snapshot')) {
        for (const call of ['snapshot', 'restore', 'removeSnapshot'] as const) {
          expect(await codeOf(driver[call](spec.id, 'first'))).toBe('unsupported');
        }
        expect(await codeOf(driver.snapshot(spec.id, '../x'))).toBe('refused');
        return;
      }
      await driver.start(spec, 1, runsBy);
      expect(await codeOf(driver.snapshot(spec.id, 'early'))).toBe('wrong-state');
      await driver.power(spec.id, 'force-off');
      await settled(spec.id, 'stopped');
      await driver.snapshot(spec.id, 'first');
      await driver.snapshot(spec.id, 'first');
      await driver.snapshot(spec.id, 'second.1');
      expect([...(await driver.snapshots(spec.id))].sort()).toEqual(['first', 'second.1']);
      await driver.restore(spec.id, 'first');
      await driver.restore(spec.id, 'first');
      expect(await codeOf(driver.restore(spec.id, 'fir'))).toBe('not-found');
      expect(await codeOf(driver.snapshot(spec.id, '../x'))).toBe('refused');
      await driver.start(spec, 2, runsBy);
      expect(await codeOf(driver.restore(spec.id, 'first'))).toBe('wrong-state');
      await driver.power(spec.id, 'force-off');
      await settled(spec.id, 'stopped');
      await driver.removeSnapshot(spec.id, 'first');
      await driver.removeSnapshot(spec.id, 'first');
      expect(await driver.snapshots(spec.id)).toEqual(['second.1']);
      await driver.prepare(spec, { fresh: true });
      expect(await driver.snapshots(spec.id)).toEqual([]);
      await driver.snapshot(spec.id, 'third');
      await driver.remove(spec.id);
      expect(await driver.snapshots(spec.id)).toEqual([]);
    });

    it('should find all that is there for a machine, and clear it piece by piece', async () => {
      const spec = machine();
      await driver.prepare(spec, { fresh: false });
      await driver.start(spec, 1, runsBy);
      await settled(spec.id, 'running');
      const left = (await driver.leftovers()).filter(({ machineId }) => machineId === spec.id);
      expect(left.map(({ kind }) => kind)).toContain('domain');
      expect(left.every(({ isOurs }) => isOurs)).toBe(true);
      for (const one of left) await driver.clear(one);
      for (const one of left) await driver.clear(one);
      expect((await driver.observe(spec.id)).state).toBe('absent');
      expect((await driver.leftovers()).filter(({ machineId }) => machineId === spec.id)).toEqual([]);
    });

    it('should neither tell of nor take what another Virlab has made on the same host', async () => {
      const network = driver.cannot.has('private-network')
        ? ({ kind: 'none' } as const)
        : ({ kind: 'private', name: `w-${newId().slice(0, 8)}` } as const);
      const [ours, theirs] = [machine({ network }), machine({ network })];
      const other = under.beside('b'.repeat(16));
      try {
        await driver.prepare(ours, { fresh: false });
        await driver.start(ours, 1, runsBy);
        await other.prepare(theirs, { fresh: false });
        await other.start(theirs, 1, runsBy);
        const [left, leftToThem] = [await driver.leftovers(), await other.leftovers()];
        expect(new Set(left.flatMap(({ machineId }) => machineId ?? []))).toEqual(new Set([ours.id]));
        expect(new Set(leftToThem.flatMap(({ machineId }) => machineId ?? []))).toEqual(new Set([theirs.id]));
        const nets = [left, leftToThem].map((all) => all.filter(({ kind }) => kind === 'network'));
        expect(nets.map((found) => found.length)).toEqual(network.kind === 'private' ? [1, 1] : [0, 0]);
        expect(left.filter(({ name }) => leftToThem.some((one) => one.name === name))).toEqual([]);
        for (const one of leftToThem) expect(await codeOf(driver.clear(one))).toBe('refused');
        expect(await codeOf(driver.remove(theirs.id))).toBe('refused');
        expect(await codeOf(driver.power(theirs.id, 'force-off'))).toBe('refused');
        await settled(theirs.id, 'running');
        await other.power(theirs.id, 'force-off');
        await settled(theirs.id, 'stopped');
        expect(await codeOf(driver.prepare(theirs, { fresh: true }))).toBe('refused');
        expect(await codeOf(driver.start(theirs, 2, runsBy))).toBe('refused');
        await other.remove(theirs.id);
        for (const one of leftToThem) await other.clear(one);
        expect(await other.leftovers()).toEqual([]);
        await settled(ours.id, 'running');
        await driver.remove(ours.id);
        for (const one of left) await driver.clear(one);
      } finally {
        made.delete(theirs.id);
        await other.remove(theirs.id);
        await other.close();
      }
    });

    it('should join machines by a private network that is made when needed, or say that it cannot', async () => {
      const name = `c-${newId().slice(0, 8)}`;
      const spec = machine({ network: { kind: 'private', name } });
      await driver.prepare(spec, { fresh: false });
      if (driver.cannot.has('private-network')) {
        expect(await codeOf(driver.start(spec, 1, runsBy))).toBe('unsupported');
        return;
      }
      await driver.start(spec, 1, runsBy);
      const again = machine({ network: { kind: 'private', name } });
      await driver.prepare(again, { fresh: false });
      await driver.start(again, 1, runsBy);
      const ours = async () => (await driver.leftovers()).filter((one) => one.name.endsWith(`-${name}`));
      expect(await ours()).toMatchObject([{ kind: 'network', machineId: null, isOurs: true }]);
      for (const { id } of [spec, again]) await driver.remove(id);
      for (const one of await ours()) await driver.clear(one);
      expect(await ours()).toEqual([]);
    });

    it('should say when the image is missing', async () => {
      if (under.missingImagePath === undefined) return;
      const spec = machine({ imagePath: under.missingImagePath });
      expect(await codeOf(driver.prepare(spec, { fresh: false }))).toBe('image-missing');
    });
  });
}
