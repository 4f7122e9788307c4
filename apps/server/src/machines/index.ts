export { MachineEntity, type MachineOrder, type StageReached } from './machine.entity';
