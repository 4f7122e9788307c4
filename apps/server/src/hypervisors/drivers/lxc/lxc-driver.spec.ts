import { describe } from 'vitest';
import { hypervisorDriverContract } from '../../testing/hypervisor-driver-contract';
import { openPrivateLxc, reasonForNoContainers } from '../../testing/private-lxc';

const DEADLINE_MS = 60_000;

describe.skipIf(reasonForNoContainers() !== null)('LxcDriver', () => {
  hypervisorDriverContract('lxc', openPrivateLxc, { deadlineMs: DEADLINE_MS });
});
