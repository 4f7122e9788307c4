import { Module } from '@nestjs/common';
import { HypervisorsModule } from '../hypervisors/index';
import { Pools } from './pools';
import { ProveHosts } from './prove-hosts';
import { SavePool } from './save-pool';
import { SaveTemplate } from './save-template';

/** Pools and the templates that their machines are clones of. */
@Module({
  imports: [HypervisorsModule],
  providers: [Pools, ProveHosts, SavePool, SaveTemplate],
  exports: [Pools, SavePool, SaveTemplate],
})
export class PoolsModule {}
