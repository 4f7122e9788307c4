import { Module } from '@nestjs/common';
import { RefreshEntitlements } from './refresh-entitlements';

/** The policy: its versions, its decisions and why they are so. */
@Module({ providers: [RefreshEntitlements], exports: [RefreshEntitlements] })
export class PoliciesModule {}
