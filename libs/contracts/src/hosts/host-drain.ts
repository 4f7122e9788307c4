import { z } from 'zod';

/**
 * Why a machine has nowhere to go: its disk is on this host, no other host of its pool takes machines, or none of them
 * has room.
 */
export const STAY_REASONS = ['disk', 'no-other-host', 'no-room'] as const;
export type StayReason = (typeof STAY_REASONS)[number];

/** What becomes of one machine when its host takes no more. */
export const machineFateSchema = z
  .object({
    machineId: z.string(),
    name: z.string(),
    pool: z.object({ id: z.string(), title: z.string() }),
    owner: z.object({ id: z.string(), displayName: z.string() }).optional(),
    isOn: z.boolean().describe('it runs now, and stays until it is off'),
    to: z
      .object({ id: z.string(), title: z.string() })
      .optional()
      .describe('where it would be placed at its next start, as things are now'),
    stays: z
      .enum(STAY_REASONS)
      .optional()
      .describe('why it cannot move; it starts again when its host is back'),
  })
  .meta({ id: 'MachineFate' });
export type MachineFate = z.infer<typeof machineFateSchema>;

export const hostDrainSchema = z
  .object({
    hostId: z.string(),
    machines: z.array(machineFateSchema).describe('those that cannot move first; at most 500'),
    counts: z.object({ on: z.int(), moves: z.int(), stays: z.int(), all: z.int() }),
  })
  .meta({ id: 'HostDrain' });
export type HostDrain = z.infer<typeof hostDrainSchema>;
