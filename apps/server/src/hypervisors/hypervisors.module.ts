import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { DRIVER_KINDS, DriverPool } from './driver-pool';
import { driverKinds } from './drivers/index';
import { HostKeeper } from './host-keeper';
import { Hosts } from './hosts';
import { RemoveHost } from './remove-host';
import { SaveHost } from './save-host';

/** Hosts and the drivers that reach them. */
@Module({
  imports: [AuditModule],
  providers: [
    { provide: DRIVER_KINDS, useValue: driverKinds },
    DriverPool,
    HostKeeper,
    Hosts,
    RemoveHost,
    SaveHost,
  ],
  exports: [DRIVER_KINDS, DriverPool, HostKeeper, Hosts, RemoveHost, SaveHost],
})
export class HypervisorsModule {}
