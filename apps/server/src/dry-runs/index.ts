export { DryRunEntity } from './dry-run.entity';
export { DryRunPartEntity } from './dry-run-part.entity';
