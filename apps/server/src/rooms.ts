import type { DynamicModule, Type } from '@nestjs/common';
import { AttributesModule } from './attributes/index';
import { AuditModule } from './audit/index';
import { AuditExportModule } from './audit-export/index';
import { BreakGlassModule } from './break-glass/index';
import { CapacityModule } from './capacity/index';
import { ClassesModule } from './classes/index';
import { ConsolesModule } from './consoles/index';
import { DiscoveryModule } from './discovery/index';
import { DryRunsModule } from './dry-runs/index';
import { EntitlementsModule } from './entitlements/index';
import { FederationAdminModule } from './federation-admin/index';
import { FederationModule } from './federation/index';
import { GrantsAdminModule } from './grants-admin/index';
import { GrantsModule } from './grants/index';
import { HealthModule } from './health/index';
import { HostsAdminModule } from './hosts-admin/index';
import { HypervisorsModule } from './hypervisors/index';
import { IdentityModule } from './identity/index';
import { ImagesModule } from './images/index';
import { JobsModule } from './jobs/index';
import { LessonsModule } from './lessons/index';
import { LimitsModule } from './limits/index';
import { LiveModule } from './live/index';
import { MachinesModule } from './machines/index';
import { PeopleModule } from './people/index';
import { PoliciesModule } from './policies/index';
import { PolicyDraftsModule } from './policy-drafts/index';
import { PolicyImportsModule } from './policy-imports/index';
import { PoolsAdminModule } from './pools-admin/index';
import { PoolsModule } from './pools/index';
import { ResourcesModule } from './resources/index';
import { ServersModule } from './servers/index';
import { SignInModule } from './sign-in/index';
import { UsageModule } from './usage/index';

/** The modules of all rooms, lowest floor first. */
export const rooms: (Type | DynamicModule)[] = [
  HealthModule,
  LimitsModule,
  ServersModule,
  AuditModule,
  IdentityModule,
  FederationModule,
  DiscoveryModule,
  HypervisorsModule,
  PoolsModule,
  ImagesModule,
  ClassesModule,
  EntitlementsModule,
  GrantsModule,
  PoliciesModule,
  AttributesModule,
  MachinesModule,
  SignInModule,
  ConsolesModule,
  LiveModule,
  JobsModule,
  PeopleModule,
  LessonsModule,
  UsageModule,
  AuditExportModule,
  FederationAdminModule,
  GrantsAdminModule,
  HostsAdminModule,
  BreakGlassModule,
  PolicyDraftsModule,
  PolicyImportsModule,
  DryRunsModule,
  CapacityModule,
  PoolsAdminModule,
  ResourcesModule,
];
