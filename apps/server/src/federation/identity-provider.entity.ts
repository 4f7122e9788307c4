import { Entity } from 'typeorm';
import { Flag, Instant, LargeText, PrimaryText, Text } from '../database/index';

/** An identity provider we accept sign-ins from. Everything about its protocol stands in its metadata. */
@Entity('identity_providers')
export class IdentityProviderEntity {
  @PrimaryText(512) entityId!: string;
  @Text(256) title!: string;
  @Text(256, { nullable: true }) domain!: string | null;
  @Text(1024, { nullable: true }) supportUrl!: string | null;
  @LargeText() metadataXml!: string;
  @Flag() enabled!: boolean;
  /** True for the practice identity provider of a demo. */
  @Flag() practice!: boolean;
  /** True when this one signs the assertion and not the response (an exception set on purpose). */
  @Flag() signsAssertionOnly!: boolean;
  /** True when this one may encrypt with CBC (an exception set on purpose). */
  @Flag({ default: false }) allowsCbc!: boolean;
  @Instant() updatedAt!: Date;
}
