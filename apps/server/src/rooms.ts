import type { DynamicModule, Type } from '@nestjs/common';
import { AuditModule } from './audit/index';
import { ClassesModule } from './classes/index';
import { EntitlementsModule } from './entitlements/index';
import { FederationModule } from './federation/index';
import { HypervisorsModule } from './hypervisors/index';
import { IdentityModule } from './identity/index';
import { MachinesModule } from './machines/index';
import { PoliciesModule } from './policies/index';
import { PoolsModule } from './pools/index';
import { SignInModule } from './sign-in/index';

/** The modules of all rooms, lowest floor first. */
export const rooms: (Type | DynamicModule)[] = [
  AuditModule,
  IdentityModule,
  FederationModule,
  HypervisorsModule,
  PoolsModule,
  ClassesModule,
  EntitlementsModule,
  PoliciesModule,
  MachinesModule,
  SignInModule,
];
