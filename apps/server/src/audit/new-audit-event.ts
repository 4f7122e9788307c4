import type { AuditKind } from '@virlab/contracts';
import type { RequestContext } from '../platform/index';

/** What a room tells the trail. Address, port and request come from the request that is being served, when `from` is left out. */
export interface NewAuditEvent {
  kind: AuditKind;
  /** `ok` when left out. */
  outcome?: 'ok' | 'refused' | 'failed';
  /** Failure code when not ok. */
  code?: string;
  /** Virlab itself when left out. `as` says in which part: `student`, `operator`, `system`. */
  actor?: { id?: string; displayName: string; as: string };
  /** On what. */
  subject?: { kind: string; id: string; title: string };
  /** Short hash of the session, never its id or secret. */
  sessionRef?: string;
  ruleId?: string;
  policyVersion?: number;
  /** For work that is done for several requests at once: that which this event belongs to. */
  from?: RequestContext;
  /** What is particular to the kind. Names of attributes may stand here, their values and secrets never. */
  facts?: Record<string, string>;
}
