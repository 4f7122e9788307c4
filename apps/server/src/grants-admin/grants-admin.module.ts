import { Module } from '@nestjs/common';
import { ClassesModule } from '../classes/index';
import { GrantsModule } from '../grants/index';
import { IdentityModule } from '../identity/index';
import { DecideAnew } from './decide-anew';
import { EndGrants } from './end-grants';
import { GiveGrant } from './give-grant';
import { GrantsController } from './grants.controller';
import { PresentGrants } from './present-grants';
import { RevokeGrant } from './revoke-grant';

/** Who gives rights by hand and takes them back. */
@Module({
  imports: [ClassesModule, GrantsModule, IdentityModule],
  controllers: [GrantsController],
  providers: [DecideAnew, EndGrants, GiveGrant, PresentGrants, RevokeGrant],
})
export class GrantsAdminModule {}
