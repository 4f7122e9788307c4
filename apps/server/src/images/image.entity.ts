import type { ImageStageState } from '@virlab/contracts';
import { Entity, Index } from 'typeorm';
import { Id, Instant, Json, LargeWhole, PrimaryText, Text } from '../database/index';

/** `uploading`: bytes arrive; `checking`: it is looked at; `ready`: machines may be clones of it; `refused`: never. */
export type ImageState = 'uploading' | 'checking' | 'ready' | 'refused';

/** A disk image that was registered by its path, or uploaded. */
@Entity('images')
@Index('ux_images_path', ['pathKey'], { unique: true })
export class ImageEntity {
  @PrimaryText() id!: string;
  /** The file name in its folder. */
  @Text(256) name!: string;
  /** As the hypervisor sees it. */
  @Text(1024) folder!: string;
  /** Hash of the path, so that no two are of one path; of the id once it is refused. */
  @Text(64) pathKey!: string;
  @Text(8) source!: 'path' | 'upload';
  @Text(16) state!: ImageState;
  /** Size of the whole file. */
  @LargeWhole() bytes!: number;
  @LargeWhole({ nullable: true }) virtualBytes!: number | null;
  @Text(64, { nullable: true }) sha256!: string | null;
  @Json() stages!: ImageStageState[];
  @Id() byId!: string;
  @Text(256) byName!: string;
  @Instant() at!: Date;
  /** Who writes bytes of it, or checks it, and until when nobody else does. */
  @Text(64, { nullable: true }) workedBy!: string | null;
  @Instant({ nullable: true }) workedUntil!: Date | null;
}
