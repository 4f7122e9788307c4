import { z } from 'zod';

/** Pictures that a template may have; drawn by the page. */
export const TEMPLATE_ICONS = [
  'terminal',
  'desktop',
  'server',
  'network',
  'database',
  'code',
  'flask',
  'shield',
] as const;
export const templateIconSchema = z.enum(TEMPLATE_ICONS);
export type TemplateIcon = z.infer<typeof templateIconSchema>;

/** What the machine's display is: a text screen that fits everything, or one that larger pictures fit. */
export const TEMPLATE_DISPLAYS = ['vga', 'virtio'] as const;
export const templateDisplaySchema = z.enum(TEMPLATE_DISPLAYS);
export type TemplateDisplay = z.infer<typeof templateDisplaySchema>;

/** Safe in a path, a log line and a resource file. */
export const templateIdSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/,
    'expected up to 128 letters, digits and . _ : ~ - with a letter or digit first',
  );

/** What machines are made of. */
export const templateSpecSchema = z.object({
  image: z.string().trim().min(1).max(1_024).describe('path of the image as the host sees it'),
  memoryMiB: z.int().min(16).max(1_048_576),
  vcpus: z.int().min(1).max(255),
  diskGiB: z
    .int()
    .min(1)
    .max(16_384)
    .nullable()
    .default(null)
    .describe('size of the disk; null for that of the image'),
  readyLine: z
    .string()
    .min(1)
    .max(128)
    .nullable()
    .default(null)
    .describe('what the guest writes to its serial port when it is ready'),
  display: templateDisplaySchema.default('vga'),
});
export type TemplateSpec = z.infer<typeof templateSpecSchema>;

const comment = z.string().trim().min(1).max(1_000);

export const templateVersionSchema = templateSpecSchema
  .extend({
    version: z.int(),
    isCurrent: z.boolean().describe('what new disks are made of'),
    comment: z.string().optional(),
    by: z.string(),
    at: z.iso.datetime(),
    machines: z.int().describe('machines whose disk was cloned from it'),
    imageBytes: z.int().optional().describe('size of its file, where the server knows the image'),
    virtualBytes: z.int().optional(),
  })
  .meta({ id: 'TemplateVersion' });
export type TemplateVersion = z.infer<typeof templateVersionSchema>;

/** One template of the list, with its current version. */
export const templateSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    icon: templateIconSchema,
    current: templateVersionSchema,
    versions: z.int(),
    machines: z.int(),
    behind: z.int().describe('machines on another version than the current one'),
    pools: z.array(z.object({ id: z.string(), title: z.string() })),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'Template' });
export type Template = z.infer<typeof templateSchema>;

/** GET /api/templates. */
export const templatesSchema = z
  .object({ templates: z.array(templateSchema).describe('in order of title') })
  .meta({ id: 'Templates' });
export type Templates = z.infer<typeof templatesSchema>;

/** GET /api/templates/{id}. */
export const templateDetailSchema = templateSchema
  .extend({
    history: z.array(templateVersionSchema).describe('newest first'),
    latest: z.int().describe('the highest number there ever was'),
  })
  .meta({ id: 'TemplateDetail' });
export type TemplateDetail = z.infer<typeof templateDetailSchema>;

/** POST /api/templates. */
export const newTemplateSchema = z
  .object({
    id: templateIdSchema,
    title: z.string().trim().min(1).max(256),
    icon: templateIconSchema.default('terminal'),
    spec: templateSpecSchema,
    comment: comment.optional(),
  })
  .meta({ id: 'NewTemplate' });
export type NewTemplate = z.input<typeof newTemplateSchema>;

/** PATCH /api/templates/{id}: what holds for every version. */
export const templateChangeSchema = z
  .object({ title: z.string().trim().min(1).max(256), icon: templateIconSchema })
  .partial()
  .meta({ id: 'TemplateChange' });
export type TemplateChange = z.infer<typeof templateChangeSchema>;

/** POST /api/templates/{id}/versions. */
export const newTemplateVersionSchema = z
  .object({
    spec: templateSpecSchema,
    comment,
    after: z.int().describe('the latest version that the person saw'),
  })
  .meta({ id: 'NewTemplateVersion' });
export type NewTemplateVersion = z.input<typeof newTemplateVersionSchema>;

/** POST /api/templates/{id}/current. */
export const makeCurrentSchema = z
  .object({ version: z.int(), inForce: z.int().describe('the version that the person saw as current') })
  .meta({ id: 'MakeCurrent' });
export type MakeCurrent = z.infer<typeof makeCurrentSchema>;
