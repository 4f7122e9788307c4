import { z } from 'zod';
import { refusalReasonSchema } from './machine';

/** What a host takes as the name of a snapshot. */
export const snapshotNameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'expected 1 to 64 letters, digits, dots, lines, beginning with one of the former',
  );

/** POST /api/machines/{id}/snapshots */
export const takeSnapshotSchema = z.object({ name: snapshotNameSchema }).meta({ id: 'TakeSnapshot' });
export type TakeSnapshot = z.infer<typeof takeSnapshotSchema>;

/** `taking`: ordered, and not there yet. `removing`: ordered to be forgotten. `failed`: it was not taken; it counts for nothing. */
export const snapshotStateSchema = z.enum(['taking', 'kept', 'removing', 'failed']);
export type SnapshotState = z.infer<typeof snapshotStateSchema>;

export const snapshotSchema = z
  .object({
    name: z.string(),
    state: snapshotStateSchema,
    takenAt: z.iso.datetime().optional().describe('absent until it is there'),
    by: z.string().describe('who asked for it'),
    bytes: z.number().optional().describe('what it costs on the disk of the host, where that is known'),
  })
  .meta({ id: 'Snapshot' });
export type Snapshot = z.infer<typeof snapshotSchema>;

const allowedSchema = z.object({ allowed: z.boolean(), reason: refusalReasonSchema.optional() });

/** GET /api/machines/{id}/snapshots: what is kept of a machine, the oldest first, and what may be done now. */
export const snapshotsSchema = z
  .object({
    snapshots: z.array(snapshotSchema),
    most: z.int().describe('how many it may have; 0 where its pool keeps none'),
    take: allowedSchema,
    restore: allowedSchema,
    remove: allowedSchema,
  })
  .meta({ id: 'Snapshots' });
export type Snapshots = z.infer<typeof snapshotsSchema>;
