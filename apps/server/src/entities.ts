import { AttributeRulesEntity, SignInRecordEntity } from './attributes/index';
import { AuditEventEntity, AuditHeadEntity } from './audit/index';
import { BreakGlassAccountEntity, BreakGlassDrillEntity, BreakGlassSessionEntity } from './break-glass/index';
import { ClassEntity } from './classes/index';
import { ConsoleTicketEntity } from './consoles/index';
import { DryRunEntity, DryRunPartEntity } from './dry-runs/index';
import { EndedRightEntity, EntitlementEntity } from './entitlements/index';
import { FederationEntity, IdentityProviderEntity, ProviderSettingsEntity } from './federation/index';
import { GrantByHandEntity } from './grants/index';
import { PlannedDrainEntity } from './hosts-admin/index';
import { HostEntity } from './hypervisors/index';
import {
  AccountEntity,
  AttributeSnapshotEntity,
  SessionEntity,
  SessionSecretEntity,
  UserEntity,
} from './identity/index';
import { ImageEntity } from './images/index';
import { JobEntity, JobItemEntity } from './jobs/index';
import { AnnouncedPersonEntity, AnnouncementEntity, LessonEntity, LessonRunEntity } from './lessons/index';
import { MachineEntity, MachineRunEntity, MachineSnapshotEntity, PoolQueueEntity } from './machines/index';
import { DecisionEntity, PolicyVersionEntity } from './policies/index';
import { DraftCommentEntity, PolicyDraftEntity } from './policy-drafts/index';
import { PoolEntity, TemplateEntity, TemplateVersionEntity } from './pools/index';
import { ResourceEntity } from './resources/index';
import { InstallationEntity, ServerNoticeEntity, ServerTurnEntity } from './servers/index';
import { PendingLogoutEntity, PendingSignInEntity, UsedAssertionEntity } from './sign-in/index';

/** Every table. A list, not a glob: what is bundled has no folders to look into. */
export const entities = [
  AuditEventEntity,
  AuditHeadEntity,
  UserEntity,
  AccountEntity,
  SessionEntity,
  SessionSecretEntity,
  AttributeSnapshotEntity,
  IdentityProviderEntity,
  FederationEntity,
  ProviderSettingsEntity,
  HostEntity,
  ImageEntity,
  TemplateEntity,
  TemplateVersionEntity,
  PoolEntity,
  ClassEntity,
  EntitlementEntity,
  EndedRightEntity,
  GrantByHandEntity,
  PolicyVersionEntity,
  DecisionEntity,
  PolicyDraftEntity,
  DraftCommentEntity,
  AttributeRulesEntity,
  SignInRecordEntity,
  DryRunEntity,
  DryRunPartEntity,
  MachineEntity,
  MachineRunEntity,
  PoolQueueEntity,
  MachineSnapshotEntity,
  PlannedDrainEntity,
  JobEntity,
  JobItemEntity,
  PendingSignInEntity,
  PendingLogoutEntity,
  UsedAssertionEntity,
  LessonEntity,
  LessonRunEntity,
  AnnouncementEntity,
  AnnouncedPersonEntity,
  ConsoleTicketEntity,
  BreakGlassAccountEntity,
  BreakGlassSessionEntity,
  BreakGlassDrillEntity,
  ResourceEntity,
  ServerTurnEntity,
  ServerNoticeEntity,
  InstallationEntity,
];
