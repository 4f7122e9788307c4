import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { ImagesModule } from '../images/index';
import { MachinesModule } from '../machines/index';
import { PoolsModule } from '../pools/index';
import { templateControllers, templateProviders } from './templates/templates.providers';

/** Who looks after pools, templates and images, and what they may do. */
@Module({
  imports: [AuditModule, ImagesModule, MachinesModule, PoolsModule],
  controllers: [...templateControllers],
  providers: [...templateProviders],
})
export class PoolsAdminModule {}
