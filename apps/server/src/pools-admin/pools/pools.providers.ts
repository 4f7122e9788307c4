import { AddPool } from './add-pool';
import { ChangePool } from './change-pool';
import { PoolsController } from './pools.controller';
import { PresentPool } from './present-pool';
import { ReadPoolChoices } from './read-pool-choices';
import { RemovePool } from './remove-pool';
import { WritePool } from './write-pool';

/** The routes of pools. */
export const poolControllers = [PoolsController];

/** What answers them. */
export const poolProviders = [AddPool, ChangePool, PresentPool, ReadPoolChoices, RemovePool, WritePool];
