import { Global, Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index';
import { ViewerSource } from '../platform/index';
import { DatabaseViewerSource } from './database-viewer-source';
import { Entitlements } from './entitlements';

/** Rights, and what they let a person do. Global, since the guard of every route asks here who is there. */
@Global()
@Module({
  imports: [IdentityModule],
  providers: [
    Entitlements,
    DatabaseViewerSource,
    { provide: ViewerSource, useExisting: DatabaseViewerSource },
  ],
  exports: [Entitlements, ViewerSource],
})
export class EntitlementsModule {}
