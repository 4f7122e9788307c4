import { afterEach, beforeEach, expect, it } from 'vitest';
import { HostMachines } from './host-machines';
import { type Lab, openLab } from '../testing/lab';

let lab: Lab;
let machines: HostMachines;
beforeEach(async () => {
  lab = await openLab();
  machines = new HostMachines(lab.source, lab.bus);
});
afterEach(() => lab.close());

const at = () => new Date(lab.clock.now().getTime() + 600_000);
const announce = (when: Date) =>
  lab.source.transaction((manager) => machines.announceStop('h1', when, manager));
const withdraw = () => lab.source.transaction((manager) => machines.withdrawStop('h1', manager));

it('should announce the end of machines that are on, tell everybody, and take it back', async () => {
  await lab.want({ wanted: 'running' });
  const { id, revision } = await lab.machine();
  lab.notices.splice(0);
  expect(await announce(at())).toBe(1);
  expect(await lab.machine()).toMatchObject({ stopsAt: at(), stopsBecause: 'drain', revision: revision + 1 });
  expect(lab.notices).toEqual([{ type: 'machine-changed', machineId: id }]);
  expect(await withdraw()).toBe(1);
  expect(await lab.machine()).toMatchObject({ stopsAt: null, stopsBecause: null });
});

it('should leave alone what is off, and what ends sooner for another reason', async () => {
  await lab.machine();
  expect(await announce(at())).toBe(0);
  const sooner = new Date(at().getTime() - 1);
  await lab.want({ wanted: 'running', stopsAt: sooner, stopsBecause: 'lease' });
  expect(await announce(at())).toBe(0);
  expect(await withdraw()).toBe(0);
  expect(await lab.machine()).toMatchObject({ stopsAt: sooner, stopsBecause: 'lease' });
});
