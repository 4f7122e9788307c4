import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { ClassesModule } from '../classes/index';
import { IdentityModule } from '../identity/index';
import { MachinesModule } from '../machines/index';
import { PoolsModule } from '../pools/index';
import { ReadUsage } from './read-usage';
import { UsageController } from './usage.controller';

/** How much machines were used. */
@Module({
  imports: [AuditModule, ClassesModule, IdentityModule, MachinesModule, PoolsModule],
  controllers: [UsageController],
  providers: [ReadUsage],
})
export class UsageModule {}
