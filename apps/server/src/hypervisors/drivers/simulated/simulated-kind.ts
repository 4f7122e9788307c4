import path from 'node:path';
import { sha256 } from '../../../platform/index';
import type { DriverKind } from '../driver-kind';
import { SimulatedDriver } from './simulated-driver';

/** Hosts that only pretend: `simulated:`. */
export const simulatedKind: DriverKind = {
  name: 'simulated',
  takes: (uri) => uri === 'simulated:',
  faultsOf: () => [],
  open: ({ id }, dataDir, installation) =>
    new SimulatedDriver(path.resolve(dataDir, 'simulated', sha256(id).slice(0, 8)), undefined, undefined, {
      installation,
    }),
};
