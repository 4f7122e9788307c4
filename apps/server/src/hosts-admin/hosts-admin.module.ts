import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { HypervisorsModule } from '../hypervisors/index';
import { IdentityModule } from '../identity/index';
import { MachinesModule } from '../machines/index';
import { PoolsModule } from '../pools/index';
import { AddHost } from './add-host';
import { ChangeHost } from './change-host';
import { ChangeMode } from './change-mode';
import { CheckHostSettings } from './check-host-settings';
import { DropHost } from './drop-host';
import { HostCareController } from './host-care.controller';
import { HostTestStream } from './host-test-stream';
import { HostTests } from './host-tests';
import { HostsAdminController } from './hosts-admin.controller';
import { PlannedDrains } from './planned-drains';
import { PreviewDrain } from './preview-drain';

/** Hosts, for those who look after them. */
@Module({
  imports: [AuditModule, HypervisorsModule, IdentityModule, MachinesModule, PoolsModule],
  controllers: [HostCareController, HostsAdminController],
  providers: [
    AddHost,
    ChangeHost,
    ChangeMode,
    CheckHostSettings,
    DropHost,
    HostTestStream,
    HostTests,
    PlannedDrains,
    PreviewDrain,
  ],
})
export class HostsAdminModule {}
