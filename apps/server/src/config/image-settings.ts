import { z } from 'zod';

const GIB = 1_073_741_824;

/** Where disk images are, and how large they may be. */
export const imageSettingsShape = {
  VIRLAB_IMAGES_DIR: z
    .string()
    .regex(/^\//, 'must be an absolute path')
    .optional()
    .describe(
      'folder for images of templates, and the first choice for uploads; the folders of the hosts on this computer are taken as well',
    ),
  VIRLAB_LARGEST_IMAGE_GIB: z.coerce
    .number({ error: 'must be a whole number of GiB such as 64' })
    .int('must be a whole number of GiB such as 64')
    .min(1, 'must be a number of GiB from 1 to 4096')
    .max(4_096, 'must be a number of GiB from 1 to 4096')
    .default(64)
    .describe('the largest image file that is taken'),
};

/** The validated settings of images, under names of our own. */
export class ImageSettings {
  /** Absolute; undefined for the hosts' folders alone. */
  readonly directory: string | undefined;
  readonly largestBytes: number;

  constructor(values: z.output<z.ZodObject<typeof imageSettingsShape>>) {
    this.directory = values.VIRLAB_IMAGES_DIR;
    this.largestBytes = values.VIRLAB_LARGEST_IMAGE_GIB * GIB;
  }
}
