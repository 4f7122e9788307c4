import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { ClassesModule } from '../classes/index';
import { HypervisorsModule } from '../hypervisors/index';
import { IdentityModule } from '../identity/index';
import { PoliciesModule } from '../policies/index';
import { PoolsModule } from '../pools/index';
import { ActOnMachine } from './act-on-machine';
import { ActOnLab } from './act-on-lab';
import { AllotMachines } from './allot-machines';
import { ChangeTerms } from './change-terms';
import { ClaimMachine } from './claim-machine';
import { ClearOrphans } from './clear-orphans';
import { HostMachines } from './host-machines';
import { HostsController } from './hosts.controller';
import { ListHosts } from './list-hosts';
import { ListMachines } from './list-machines';
import { MachineRepository } from './machine.repository';
import { MachineSpecs } from './machine-spec';
import { KeepSpares } from './spares-keep';
import { MachineStock } from './machine-stock';
import { MachineTerms } from './machine-terms';
import { DueStops } from './limits-due';
import { WatchLimits } from './limits-watch';
import { RemoveMachines } from './lease-remove';
import { TakeMachine } from './take-machine';
import { TermsController } from './terms.controller';
import { ToTake } from './to-take';
import { MachineStandings } from './machine-standing';
import { MachineRuns } from './machine-runs';
import { Machines } from './machines';
import { MachinesController } from './machines.controller';
import { MoveDiskless } from './move-diskless';
import { PlaceMachine } from './place-machine';
import { PresentMachine } from './present-machine';
import { ReadScreen } from './read-screen';
import { ReconcileMachine } from './reconcile-machine';
import { Reconciler } from './reconciler';
import { Snapshots } from './snapshots';
import { SnapshotsController } from './snapshots.controller';
import { UsualStart } from './usual-start';
import { VersionCounts } from './version-counts';
import { WorkLeases } from './work-leases';

/** People's machines: allotted, ordered about, and brought to what is wanted of them. */
@Module({
  imports: [AuditModule, IdentityModule, ClassesModule, PoolsModule, HypervisorsModule, PoliciesModule],
  controllers: [TermsController, MachinesController, HostsController, SnapshotsController],
  providers: [
    ActOnMachine,
    ActOnLab,
    AllotMachines,
    ChangeTerms,
    ClaimMachine,
    ClearOrphans,
    HostMachines,
    ListHosts,
    ListMachines,
    DueStops,
    KeepSpares,
    MachineRepository,
    MachineStock,
    MachineTerms,
    RemoveMachines,
    TakeMachine,
    ToTake,
    WatchLimits,
    MachineSpecs,
    MachineRuns,
    MachineStandings,
    Machines,
    MoveDiskless,
    PlaceMachine,
    PresentMachine,
    ReadScreen,
    ReconcileMachine,
    Reconciler,
    Snapshots,
    UsualStart,
    VersionCounts,
    WorkLeases,
  ],
  exports: [
    MachineStock,
    MachineTerms,
    ActOnMachine,
    AllotMachines,
    ChangeTerms,
    ClearOrphans,
    MachineRuns,
    HostMachines,
    ListHosts,
    MachineStandings,
    Machines,
    PresentMachine,
    UsualStart,
    VersionCounts,
  ],
})
export class MachinesModule {}
