export { ActOnMachine } from './act-on-machine';
export { AllotMachines } from './allot-machines';
export { type HostHealth, presentState } from './machine-lifecycle';
export { MachineRunEntity } from './machine-run.entity';
export { MachineEntity, type MachineOrder, type StageReached } from './machine.entity';
export { Machines, type Relation, type SeenMachine } from './machines';
export { MachinesModule } from './machines.module';
export { PoolQueueEntity } from './pool-queue.entity';
export { PresentMachine } from './present-machine';
