import { Module } from '@nestjs/common';
import { PolicyDrafts } from './policy-drafts';

/** The draft of the policy on its way to a version. */
@Module({
  providers: [PolicyDrafts],
  exports: [PolicyDrafts],
})
export class PolicyDraftsModule {}
