export { DryRunEntity } from './dry-run.entity';
export { DryRunPartEntity } from './dry-run-part.entity';
export { DryRuns } from './dry-runs';
export { DryRunsModule } from './dry-runs.module';
