import { array, struct } from '../xdr/composites';
import { bits, characters, i32, size } from '../xdr/scalars';
import { MAX_HOST_STATISTICS } from './limits';
import { procedure } from './procedure';
import { text } from './types';

const hostStatistics = array(struct({ field: text, value: size }), MAX_HOST_STATISTICS);

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
  nodeGetCpuStats: procedure(
    227,
    'NODE_GET_CPU_STATS',
    { cpu: i32, count: i32, flags: bits },
    { statistics: hostStatistics, count: i32 },
  ),
  nodeGetMemoryStats: procedure(
    228,
    'NODE_GET_MEMORY_STATS',
    { count: i32, cell: i32, flags: bits },
    { statistics: hostStatistics, count: i32 },
  ),
  nodeGetFreeMemory: procedure(102, 'NODE_GET_FREE_MEMORY', {}, { freeMemory: size }),
} as const;
