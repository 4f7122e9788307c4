import { CreateFirstTables20261121200000 } from './20261121200000-create-first-tables';
import { CreateFederations20261122011000 } from './20261122011000-create-federations';
import { PreparePoolsForAFaculty20261122030000 } from './20261122030000-prepare-pools-for-a-faculty';
import { KeepTemplateVersions20261122031000 } from './20261122031000-keep-template-versions';
import { RotateSessions20261122010000 } from './20261122010000-rotate-sessions';
import { KeepBreakGlass20261122022500 } from './20261122022500-keep-break-glass';
import { KeepMachineGrace20261122023000 } from './20261122023000-keep-machine-grace';
import { KeepPlacesInTheQueue20261122032000 } from './20261122032000-keep-places-in-the-queue';
import { KeepGrantsByHand20261122022000 } from './20261122022000-keep-grants-by-hand';
import { KeepSignIns20261122012000 } from './20261122012000-keep-sign-ins';
import { KeepDryRuns20261122021000 } from './20261122021000-keep-dry-runs';
import { KeepJobs20261122033000 } from './20261122033000-keep-jobs';
import { KeepLessons20261122034000 } from './20261122034000-keep-lessons';
import { KeepSnapshots20261122033500 } from './20261122033500-keep-snapshots';
import { KeepWorkAndRuns20261122035000 } from './20261122035000-keep-work-and-runs';
import { PlanDrains20261122037000 } from './20261122037000-plan-drains';
import { KeepPolicyDrafts20261122020000 } from './20261122020000-keep-policy-drafts';
import { NameLessons20261122038000 } from './20261122038000-name-lessons';
import { NameTheInstallation20261122040000 } from './20261122040000-name-the-installation';

/** Every migration, oldest first. Released ones are never edited. */
export const migrations = [
  CreateFirstTables20261121200000,
  RotateSessions20261122010000,
  CreateFederations20261122011000,
  KeepSignIns20261122012000,
  KeepPolicyDrafts20261122020000,
  KeepDryRuns20261122021000,
  KeepGrantsByHand20261122022000,
  KeepBreakGlass20261122022500,
  KeepMachineGrace20261122023000,
  PreparePoolsForAFaculty20261122030000,
  KeepTemplateVersions20261122031000,
  KeepPlacesInTheQueue20261122032000,
  KeepJobs20261122033000,
  KeepLessons20261122034000,
  KeepSnapshots20261122033500,
  KeepWorkAndRuns20261122035000,
  PlanDrains20261122037000,
  NameLessons20261122038000,
  NameTheInstallation20261122040000,
];
