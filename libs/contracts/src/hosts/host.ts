import { z } from 'zod';

export const hostSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    uri: z.string().describe('libvirt URI without secrets'),
    driver: z.enum(['libvirt', 'simulated']),
    health: z.enum(['ok', 'silent', 'unproved']),
    since: z.iso.datetime(),
    runsBy: z
      .object({
        kind: z.enum(['kvm', 'qemu', 'simulated']),
        bootedAt: z.iso.datetime(),
        bootSeconds: z.number(),
      })
      .optional()
      .describe('proved by booting a guest; never read from capabilities'),
    version: z.string().optional(),
    memoryMiB: z.number().int().optional(),
    freeMemoryMiB: z.number().int().optional(),
    vcpus: z.number().int().optional(),
    machines: z.object({ known: z.number().int(), running: z.number().int() }),
    fault: z.string().optional().describe('why it is silent, in words'),
  })
  .meta({ id: 'Host' });
export type Host = z.infer<typeof hostSchema>;

export const hostsSchema = z.object({ hosts: z.array(hostSchema) }).meta({ id: 'Hosts' });
export type Hosts = z.infer<typeof hostsSchema>;
