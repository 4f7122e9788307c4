import { ChangePool } from './change-pool';
import { PoolsController } from './pools.controller';
import { PresentPool } from './present-pool';

/** The routes of pools. */
export const poolControllers = [PoolsController];

/** What answers them. */
export const poolProviders = [ChangePool, PresentPool];
