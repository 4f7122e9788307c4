import { Module } from '@nestjs/common';
import { PolicyDraftsModule } from '../policy-drafts/index';
import { ExportPolicy } from './export-policy';
import { PolicyImportsController } from './policy-imports.controller';
import { ReadImport } from './read-import';

/** Reading foreign files as rules, and writing the policy as a file. */
@Module({
  imports: [PolicyDraftsModule],
  controllers: [PolicyImportsController],
  providers: [ExportPolicy, ReadImport],
})
export class PolicyImportsModule {}
