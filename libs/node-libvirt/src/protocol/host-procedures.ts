import { characters, i32, size } from '../xdr/scalars';
import { procedure } from './procedure';

/** The machine that the daemon runs on. */
export const hostProcedures = {
  nodeGetInfo: procedure(
    6,
    'NODE_GET_INFO',
    {},
    {
      model: characters(32),
      memory: size,
      cpus: i32,
      mhz: i32,
      nodes: i32,
      sockets: i32,
      cores: i32,
      threads: i32,
    },
  ),
  nodeGetFreeMemory: procedure(102, 'NODE_GET_FREE_MEMORY', {}, { freeMemory: size }),
} as const;
