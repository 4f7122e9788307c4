import { Entity } from 'typeorm';
import { PrimaryText, Text } from '../database/index';

/** Which installation this database is, by an id that was drawn when its schema was made. One row. */
@Entity('installations')
export class InstallationEntity {
  /** Always `this`: there is no second one. */
  @PrimaryText(8) id!: string;
  /** 16 hex digits. */
  @Text(16) mark!: string;
}
