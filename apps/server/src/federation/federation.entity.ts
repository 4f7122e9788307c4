import { Entity } from 'typeorm';
import { Flag, Instant, Json, PrimaryText, Text, Whole } from '../database/index';

/** How the metadata of a federation is had: one signed document in a file or at a URL, or a service asked entity by entity. */
export type FederationKind = 'file' | 'url' | 'mdq';

/** A federation: where its signed metadata is, which keys are believed, and how its last refresh went. */
@Entity('federations')
export class FederationEntity {
  @PrimaryText(64) id!: string;
  @Text(256) title!: string;
  @Text(8) kind!: FederationKind;
  /** A path for files, the address of the document for URLs, the base address for MDQ. */
  @Text(2048) location!: string;
  /** PEM; only their keys count. */
  @Json() signingCertificates!: string[];
  /** Metadata valid for longer than this is refused. */
  @Whole() maxValidityDays!: number;
  @Flag() enabled!: boolean;
  @Instant() updatedAt!: Date;
  @Instant({ nullable: true }) lastAttemptAt!: Date | null;
  @Instant({ nullable: true }) lastSuccessAt!: Date | null;
  @Instant({ nullable: true }) nextAttemptAt!: Date | null;
  /** Why the last attempt failed; null when it did not. */
  @Text(64, { nullable: true }) lastErrorCode!: string | null;
  @Text(1024, { nullable: true }) lastErrorDetail!: string | null;
  /** Failed attempts since the last one that succeeded. */
  @Whole() failures!: number;
  /** When what is held now ends; null when nothing is held, and for MDQ. */
  @Instant({ nullable: true }) validUntil!: Date | null;
  /** Entities of any kind in what is held. */
  @Whole() entityCount!: number;
  /** Identity providers among them that can be used. */
  @Whole() providerCount!: number;
  /** Identity providers among them that were refused, each for a reason of its own. */
  @Whole() refusedCount!: number;
  @Text(256, { nullable: true }) etag!: string | null;
  /** Percent of the validity that were over when an alarm was raised last: 0, 50, 90 or 100. */
  @Whole() alarm!: number;
}
