import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { LibvirtDriver, OverlayDisks } from '../../hypervisors/testing/libvirt';
import { MachineRepository, RemoveMachines } from '../../machines/testing/inner-parts';
import { KILL_AT, REMOVE_NOW } from './kill-at';

/** Dies as by `kill -9` when it is this point's turn. Nothing of the process runs after it. */
function pass(): void {
  let left: number;
  try {
    left = Number(readFileSync(KILL_AT, 'utf8'));
  } catch {
    return;
  }
  if (left > 1) return writeFileSync(KILL_AT, String(left - 1));
  unlinkSync(KILL_AT);
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

type Method = (this: unknown, ...given: unknown[]) => Promise<unknown>;

/** Puts a fault point before and after each call of a method. */
function around(prototype: object, name: string): void {
  const methods = prototype as Record<string, Method>;
  const method = methods[name];
  if (!method) throw new Error(`no method ${name} to put fault points around`);
  methods[name] = async function (...given) {
    pass();
    const answer = await method.apply(this, given);
    pass();
    return answer;
  };
}

for (const name of ['prepare', 'start', 'power', 'remove']) around(LibvirtDriver.prototype, name);
around(MachineRepository.prototype, 'write');
around(OverlayDisks.prototype, 'delete');
around(RemoveMachines.prototype, 'end');

// Removal waits for an hour and is looked for every few minutes: here for a file, and at a signal that means nothing to Nest.
const removal = RemoveMachines.prototype as unknown as {
  isSure(machineId: string): boolean;
  onApplicationBootstrap(this: RemoveMachines): void;
};
removal.isSure = (machineId) => existsSync(REMOVE_NOW) && readFileSync(REMOVE_NOW, 'utf8') === machineId;
removal.onApplicationBootstrap = function () {
  let running: Promise<void> | undefined;
  process.on('SIGWINCH', () => (running ??= this.run().finally(() => (running = undefined))));
};

// The server as it ships, with the points in it.
await import('../../main');
