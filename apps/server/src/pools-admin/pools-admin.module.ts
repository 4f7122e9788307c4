import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { ImagesModule } from '../images/index';
import { MachinesModule } from '../machines/index';
import { PoolsModule } from '../pools/index';
import { GrantsModule } from '../grants/index';
import { PoliciesModule } from '../policies/index';
import { ClassesModule } from '../classes/index';
import { HypervisorsModule } from '../hypervisors/index';
import { poolControllers, poolProviders } from './pools/pools.providers';
import { templateControllers, templateProviders } from './templates/templates.providers';

/** Who looks after pools, templates and images, and what they may do. */
@Module({
  imports: [
    ...[AuditModule, ClassesModule, GrantsModule, HypervisorsModule, ImagesModule, MachinesModule],
    ...[PoliciesModule, PoolsModule],
  ],
  controllers: [...poolControllers, ...templateControllers],
  providers: [...poolProviders, ...templateProviders],
})
export class PoolsAdminModule {}
