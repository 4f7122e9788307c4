import { Module } from '@nestjs/common';
import { HypervisorsModule } from '../hypervisors/index';
import { Pools } from './pools';
import { ProveHosts } from './prove-hosts';
import { SavePool } from './save-pool';
import { SaveTemplate } from './save-template';
import { Templates } from './templates';

/** Pools and the templates that their machines are clones of. */
@Module({
  imports: [HypervisorsModule],
  providers: [Pools, ProveHosts, SavePool, SaveTemplate, Templates],
  exports: [Pools, SavePool, SaveTemplate, Templates],
})
export class PoolsModule {}
