import type { Machine } from '../machines/machine';

/**
 * What GET /api/events sends (server-sent events; the SSE `event:` field is `type`, `data:` is this object as JSON).
 * `machine` goes to its owner and to who teaches its class; `machines-changed` says that the set of machines itself
 * changed, so the list is to be read anew; `providers-changed`
 * the same of federations and identity providers, `policy-changed` of the draft, the version in force and grants by hand
 * (for who may read the policy), `break-glass-changed` of who is in by break-glass (for staff); `session-ended` is the last one; `beat` comes every 15 s.
 */
export type LiveEvent =
  | { type: 'machine'; machine: Machine }
  | { type: 'machines-changed' }
  | { type: 'class-changed'; classId: string }
  | { type: 'announcements-changed'; classId: string }
  | { type: 'job-changed'; jobId: string; classId?: string }
  | { type: 'host-changed'; hostId: string }
  | { type: 'providers-changed' }
  | { type: 'policy-changed' }
  | { type: 'break-glass-changed' }
  | { type: 'session-ended'; code: string }
  | { type: 'beat'; at: string };
