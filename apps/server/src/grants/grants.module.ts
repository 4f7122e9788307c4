import { Module } from '@nestjs/common';
import { GrantsByHand } from './grants-by-hand';

/** Rights that were given by hand: kept, and told to the policy. Who gives and revokes them is in `grants-admin`. */
@Module({ providers: [GrantsByHand], exports: [GrantsByHand] })
export class GrantsModule {}
