import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { ClassesModule } from '../classes/index';
import { HypervisorsModule } from '../hypervisors/index';
import { IdentityModule } from '../identity/index';
import { PoliciesModule } from '../policies/index';
import { PoolsModule } from '../pools/index';
import { ActOnMachine } from './act-on-machine';
import { ActOnLab } from './act-on-lab';
import { AllotMachines } from './allotment/allot-machines';
import { ChangeTerms } from './terms/change-terms';
import { ClassLessons } from './terms/class-lessons';
import { ClaimMachine } from './allotment/claim-machine';
import { ClearOrphans } from './reconciling/clear-orphans';
import { HostMachines } from './placement/host-machines';
import { HostsController } from './placement/hosts.controller';
import { ListHosts } from './placement/list-hosts';
import { ListMachines } from './list-machines';
import { MachineRepository } from './machine.repository';
import { MachineSpecs } from './reconciling/machine-spec';
import { DropSpares } from './allotment/drop-spares';
import { KeepSpares } from './allotment/spares-keep';
import { MachineStock } from './allotment/machine-stock';
import { MachineTerms } from './terms/machine-terms';
import { LessonStops } from './terms/lesson-stops';
import { DueStops } from './terms/limits-due';
import { WatchLimits } from './terms/limits-watch';
import { RemoveMachines } from './terms/lease-remove';
import { TakeMachine } from './allotment/take-machine';
import { TermsController } from './terms/terms.controller';
import { ToTake } from './allotment/to-take';
import { MachineStandings } from './machine-standing';
import { MachineRuns } from './accounting/machine-runs';
import { Machines } from './machines';
import { MachinesController } from './machines.controller';
import { MoveDiskless } from './placement/move-diskless';
import { PlaceMachine } from './placement/place-machine';
import { PresentMachine } from './present-machine';
import { ReadScreen } from './read-screen';
import { ReconcileMachine } from './reconciling/reconcile-machine';
import { Reconciler } from './reconciling/reconciler';
import { ForgetFailedSnapshots } from './snapshots/forget-failed';
import { Snapshots } from './snapshots/snapshots';
import { SnapshotsController } from './snapshots/snapshots.controller';
import { UsualStart } from './accounting/usual-start';
import { VersionCounts } from './accounting/version-counts';
import { WorkLeases } from './reconciling/work-leases';

/** People's machines: allotted, ordered about, and brought to what is wanted of them. */
@Module({
  imports: [AuditModule, IdentityModule, ClassesModule, PoolsModule, HypervisorsModule, PoliciesModule],
  controllers: [TermsController, MachinesController, HostsController, SnapshotsController],
  providers: [
    ActOnMachine,
    ActOnLab,
    AllotMachines,
    ChangeTerms,
    ClassLessons,
    ClaimMachine,
    ClearOrphans,
    HostMachines,
    ListHosts,
    ListMachines,
    DueStops,
    LessonStops,
    DropSpares,
    ForgetFailedSnapshots,
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
    ClassLessons,
    ClearOrphans,
    DropSpares,
    LessonStops,
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
