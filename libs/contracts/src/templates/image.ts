import { z } from 'zod';

/** What is looked at before machines may be clones of an image, in this order. */
export const IMAGE_STAGES = ['arrived', 'format', 'alone', 'size', 'sound', 'checksum', 'placed'] as const;
export const imageStageSchema = z.enum(IMAGE_STAGES);
export type ImageStage = z.infer<typeof imageStageSchema>;

/** Why an image is refused, or stopped in the middle. */
export const IMAGE_FAULTS = [
  'missing',
  'unreadable',
  'no-qcow2',
  'no-root',
  'backing-file',
  'external-data',
  'encrypted',
  'damaged',
  'too-large',
  'empty',
  'check-timed-out',
  'no-space',
  'changed',
] as const;
export const imageFaultSchema = z.enum(IMAGE_FAULTS);
export type ImageFault = z.infer<typeof imageFaultSchema>;

/** How one stage went. `skipped`: what it needs is not on the server. */
export const imageStageStateSchema = z.object({
  stage: imageStageSchema,
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  fault: imageFaultSchema.optional(),
  detail: z.string().optional().describe('what was found, in English, for who mends it'),
});
export type ImageStageState = z.infer<typeof imageStageStateSchema>;

/** A disk image on the server that machines may be clones of. */
export const imageSchema = z
  .object({
    id: z.string(),
    name: z.string().describe('the file name'),
    path: z.string().optional().describe('as the host sees it; absent while it is not there yet'),
    folder: z.string().describe('where it is, or is to be put'),
    source: z.enum(['path', 'upload']),
    state: z.enum(['uploading', 'checking', 'ready', 'refused']),
    bytes: z.int().describe('size of the file when it is whole'),
    arrivedBytes: z.int().describe('how much of it is on the server'),
    virtualBytes: z.int().optional().describe('size of the disk that a guest sees'),
    sha256: z.string().optional(),
    stages: z.array(imageStageStateSchema),
    by: z.string(),
    at: z.iso.datetime(),
    expiresAt: z.iso.datetime().optional().describe('when an upload that goes on no more is forgotten'),
    usedBy: z.array(z.object({ template: z.string(), title: z.string(), version: z.int() })),
  })
  .meta({ id: 'Image' });
export type Image = z.infer<typeof imageSchema>;

export const imageFolderSchema = z.object({
  path: z.string(),
  freeBytes: z.int().optional(),
  isWritable: z.boolean(),
});

/** GET /api/images. */
export const imagesSchema = z
  .object({
    images: z.array(imageSchema).describe('newest first'),
    folders: z.array(imageFolderSchema).describe('where images may be; the first writable one takes uploads'),
    largestBytes: z.int().describe('the largest file that is taken'),
    mostUploads: z.int().describe('how many uploads may be under way at once'),
    checksInside: z.boolean().describe('false where qemu-img is not installed'),
  })
  .meta({ id: 'Images' });
export type Images = z.infer<typeof imagesSchema>;

/** POST /api/images: registers a file that is on the server already. */
export const newImageSchema = z
  .object({ path: z.string().trim().min(1).max(1_024) })
  .meta({ id: 'NewImage' });
export type NewImage = z.infer<typeof newImageSchema>;

/** Where uploads go, by the tus protocol 1.0.0 (tus.io): POST makes one, PATCH sends bytes, HEAD tells how many there are. */
export const IMAGE_UPLOADS_PATH = '/api/image-uploads';
