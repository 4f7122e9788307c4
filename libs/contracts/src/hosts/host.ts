import { z } from 'zod';

/** `draining` takes no new machines; `maintenance` runs none. */
export const HOST_MODES = ['active', 'draining', 'maintenance'] as const;
export const hostModeSchema = z.enum(HOST_MODES);
export type HostMode = z.infer<typeof hostModeSchema>;

const amountSchema = z.object({ memoryMiB: z.number().int(), vcpus: z.number().int() });

export const hostSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    uri: z.string().describe('libvirt URI without secrets'),
    imagesDirectory: z.string().optional().describe('folder for disks and templates, as the host sees it'),
    socketsDirectory: z.string().optional().describe('folder for displays and serial logs'),
    driver: z.enum(['libvirt', 'lxc', 'simulated']),
    mode: hostModeSchema,
    health: z.enum(['ok', 'silent', 'unproved']),
    since: z.iso.datetime(),
    runsBy: z
      .object({
        kind: z.enum(['kvm', 'qemu', 'lxc', 'simulated']),
        bootedAt: z.iso.datetime(),
        bootSeconds: z.number(),
      })
      .optional()
      .describe('proved by booting a guest; never read from capabilities'),
    version: z.string().optional(),
    memoryMiB: z.number().int().optional(),
    freeMemoryMiB: z.number().int().optional(),
    disk: z
      .object({ totalMiB: z.number().int(), freeMiB: z.number().int() })
      .optional()
      .describe('room where images and disks are; absent where it cannot be told'),
    vcpus: z.number().int().optional(),
    capacity: amountSchema
      .extend({ offered: z.boolean().describe('true when the operator said so, false when it was found') })
      .optional()
      .describe('what machines may have of it together; absent until it is known'),
    reserved: amountSchema.describe('what its machines have of it now'),
    machines: z.object({ known: z.number().int(), running: z.number().int() }),
    fault: z.string().optional().describe('why it is silent, in words'),
    changedAt: z.iso.datetime().describe('a change says which state of the host it is based on'),
  })
  .meta({ id: 'Host' });
export type Host = z.infer<typeof hostSchema>;

export const hostsSchema = z.object({ hosts: z.array(hostSchema) }).meta({ id: 'Hosts' });
export type Hosts = z.infer<typeof hostsSchema>;
