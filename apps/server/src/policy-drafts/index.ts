export { DraftCommentEntity } from './draft-comment.entity';
export { DryRunProof, type FinishedDryRun } from './dry-run-proof';
export { PolicyDraftEntity } from './policy-draft.entity';
export { type CurrentDraft, PolicyDrafts } from './policy-drafts';
export { PolicyDraftsModule } from './policy-drafts.module';
