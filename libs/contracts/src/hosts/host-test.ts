import { z } from 'zod';
import { hostPlaceSchema, HOST_FAULTS } from './host-settings';

/** What *test connection* tries, in order. */
export const HOST_TEST_STAGES = ['address', 'reach', 'trust', 'list', 'boot'] as const;
export type HostTestStage = (typeof HOST_TEST_STAGES)[number];

/** Why a stage failed: a fault of the settings, or how the host answered. */
export const HOST_TEST_FAILURES = [
  ...HOST_FAULTS,
  'no-socket',
  'refused',
  'no-permission',
  'no-answer',
  'unreachable',
  'not-trusted',
  'image-missing',
  'image-invalid',
  'no-space',
  'unsupported',
  'no-boot',
  'gave-up',
] as const;
export type HostTestFailure = (typeof HOST_TEST_FAILURES)[number];

/** Body of POST /api/hosts/test. */
export const hostTestRequestSchema = z
  .strictObject({
    ...hostPlaceSchema.shape,
    templateId: z
      .string()
      .max(128)
      .nullable()
      .default(null)
      .describe('what is booted for a proof; null to leave that out'),
  })
  .meta({ id: 'HostTestRequest' });
export type HostTestRequest = z.input<typeof hostTestRequestSchema>;

/** How a test stands. POST /api/hosts/test answers one a line (NDJSON), the last with `finished`. */
export const hostTestSchema = z
  .object({
    stages: z.array(
      z.object({
        stage: z.enum(HOST_TEST_STAGES),
        state: z.enum(['waiting', 'running', 'ok', 'failed', 'left-out']),
        seconds: z.number().optional().describe('measured; absent until it ended'),
        failure: z.enum(HOST_TEST_FAILURES).optional(),
        words: z.string().optional().describe('what was said, by the host or its driver'),
      }),
    ),
    found: z
      .object({
        version: z.string(),
        memoryMiB: z.number().int(),
        vcpus: z.number().int(),
        machines: z.number().int().optional(),
      })
      .optional(),
    proof: z
      .object({
        kind: z.string().describe('kvm, qemu (emulation), lxc (a container), simulated'),
        bootSeconds: z.number(),
      })
      .optional(),
    finished: z.boolean(),
  })
  .meta({ id: 'HostTest' });
export type HostTest = z.infer<typeof hostTestSchema>;
