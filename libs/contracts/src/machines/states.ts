import { z } from 'zod';

/** The states a page can show, one silhouette each. `absent` and `locked` belong to people without a machine. */
export const MACHINE_STATES = [
  'running',
  'starting',
  'stopping',
  'reverting',
  'queued',
  'paused',
  'stopped',
  'failed',
  'unknown',
] as const;
export const machineStateSchema = z.enum(MACHINE_STATES);
export type MachineState = z.infer<typeof machineStateSchema>;

/** All eleven shapes of the design. */
export type StateShape = MachineState | 'absent' | 'locked';

/** What a machine shows: the picture of a screen (RFB), or a text console (a terminal's bytes, 80 columns by 24 lines). */
export const machineDisplaySchema = z.enum(['picture', 'text']);
export type MachineDisplay = z.infer<typeof machineDisplaySchema>;

/** What a person can ask of a machine (POST /api/machines/{id}/actions). */
export const MACHINE_ACTIONS = [
  'start',
  'shutdown',
  'force-off',
  'restart',
  'reset',
  'pause',
  'resume',
  'revert',
] as const;
export const machineActionSchema = z.enum(MACHINE_ACTIONS);
export type MachineAction = z.infer<typeof machineActionSchema>;

/** The state a machine is to have; written before anything is done about it. */
export const WANTED_STATES = ['running', 'stopped', 'paused'] as const;
export const wantedStateSchema = z.enum(WANTED_STATES);
export type WantedState = z.infer<typeof wantedStateSchema>;

/** Stages of a start, in order; each is measured, none is guessed. */
export const START_STAGES = ['placed', 'disk', 'power', 'picture', 'ready'] as const;
export const startStageSchema = z.enum(START_STAGES);
export type StartStage = z.infer<typeof startStageSchema>;
