import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { LibvirtDriver } from '../../hypervisors/testing/libvirt';
import { MachineRepository } from '../../machines/testing/inner-parts';
import { KILL_AT } from './kill-at';

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

// The server as it ships, with the points in it.
await import('../../main');
