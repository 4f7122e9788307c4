import { Module } from '@nestjs/common';
import { ClassesModule } from '../classes/index';
import { FederationModule } from '../federation/index';
import { IdentityModule } from '../identity/index';
import { ChangeDraft } from './change-draft';
import { CheckPolicy } from './check-policy';
import { ComparePolicies } from './compare-policies';
import { DiscardDraft } from './discard-draft';
import { DraftComments } from './draft-comments';
import { DraftGate } from './draft-gate';
import { DraftPresences } from './draft-presences';
import { DraftRow } from './draft-row';
import { DraftSteps } from './draft-steps';
import { KnownValues } from './known-values';
import { ListVersions } from './list-versions';
import { PolicyCasesController } from './policy-cases.controller';
import { PolicyDraftController } from './policy-draft.controller';
import { PolicyDrafts } from './policy-drafts';
import { PolicyVersionsController } from './policy-versions.controller';
import { ProposeCase } from './propose-case';
import { PublishDraft } from './publish-draft';
import { ReadDraft } from './read-draft';
import { ReadVocabulary } from './read-vocabulary';
import { RebaseDrafts } from './rebase-draft';
import { RefreshInBackground } from './refresh-in-background';
import { RollBackPolicy } from './roll-back-policy';
import { SaveDraftCases } from './save-draft-cases';
import { SaveDraftRules } from './save-draft-rules';
import { SaveDraftText } from './save-draft-text';

/** The draft of the policy on its way to a version, and the way back. */
@Module({
  imports: [ClassesModule, FederationModule, IdentityModule],
  controllers: [PolicyCasesController, PolicyDraftController, PolicyVersionsController],
  providers: [
    ChangeDraft,
    CheckPolicy,
    ComparePolicies,
    DiscardDraft,
    DraftComments,
    DraftGate,
    DraftPresences,
    DraftRow,
    DraftSteps,
    KnownValues,
    ListVersions,
    PolicyDrafts,
    ProposeCase,
    PublishDraft,
    ReadDraft,
    ReadVocabulary,
    RebaseDrafts,
    RefreshInBackground,
    RollBackPolicy,
    SaveDraftCases,
    SaveDraftRules,
    SaveDraftText,
  ],
  exports: [PolicyDrafts],
})
export class PolicyDraftsModule {}
