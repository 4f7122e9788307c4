import { Entity } from 'typeorm';
import { Instant, LargeText, PrimaryColumnWhole, Text } from '../database/index';

/** Attribute rules as they were published; never changed. The highest version is in force, the shipped files before it. */
@Entity('attribute_rules')
export class AttributeRulesEntity {
  @PrimaryColumnWhole() version!: number;
  /** `attribute-map.xml`, as it came. */
  @LargeText() mapXml!: string;
  /** `attribute-policy.xml`, as it came. */
  @LargeText() policyXml!: string;
  @Text(64) sourceHash!: string;
  @Text(256) author!: string;
  @Text(1024, { nullable: true }) comment!: string | null;
  @Instant() publishedAt!: Date;
}
