import { Entity } from 'typeorm';
import { Flag, Instant, PrimaryText } from '../database/index';

/** What an admin chose about an identity provider that comes from a federation; none without a row. */
@Entity('provider_settings')
export class ProviderSettingsEntity {
  @PrimaryText(512) entityId!: string;
  @Flag() enabled!: boolean;
  @Flag() allowsCbc!: boolean;
  @Flag() signsAssertionOnly!: boolean;
  @Instant() updatedAt!: Date;
}
