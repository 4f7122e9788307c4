// What specs of the server as a whole take apart; other rooms have no business with it.
export { MachineRepository } from '../machine.repository';
export { WorkLeases } from '../reconciling/work-leases';
