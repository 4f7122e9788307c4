import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EntitlementEntity } from './entitlement.entity';
import { Entitlements } from './entitlements';

/** Rights, and what they let a person do. */
@Module({
  imports: [TypeOrmModule.forFeature([EntitlementEntity])],
  providers: [Entitlements],
  exports: [Entitlements],
})
export class EntitlementsModule {}
