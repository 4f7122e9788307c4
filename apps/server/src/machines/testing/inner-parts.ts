// What specs of the server as a whole take apart; other rooms have no business with it.
export { isRefused, LIFECYCLE, LIFECYCLE_ACTIONS } from '../machine-lifecycle';
export { MachineRepository } from '../machine.repository';
export { KeepSpares } from '../allotment/spares-keep';
export { RemoveMachines } from '../terms/lease-remove';
export { SHUTDOWN_DEADLINE_MS } from '../reconciling/next-step';
export { Reconciler } from '../reconciling/reconciler';
export { WatchLimits } from '../terms/limits-watch';
