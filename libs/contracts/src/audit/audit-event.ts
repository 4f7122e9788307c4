import { z } from 'zod';

/** Every kind of audit event: `room.what`. */
export const AUDIT_KINDS = [
  'sign-in.accepted',
  'sign-in.refused',
  'sign-in.key-changed',
  'session.started',
  'session.ended',
  'logout.asked',
  'logout.answered',
  'logout.refused',
  'policy.decided',
  'right.changed',
  'policy.published',
  'policy.rolled-back',
  'policy.draft-changed',
  'policy.approval',
  'policy.dry-run',
  'policy.dry-run-exported',
  'attributes.published',
  'grant.given',
  'grant.revoked',
  'grant.ended',
  'break-glass.opened',
  'break-glass.closed',
  'break-glass.refused',
  'break-glass.changed',
  'break-glass.drilled',
  'machine.action',
  'machine.state',
  'job.begun',
  'job.cancelled',
  'machine.orphan-cleared',
  'machine.orphan-kept',
  'usage.viewed',
  'audit.exported',
  'lesson.changed',
  'lesson.prepared',
  'announcement.sent',
  'attendance.exported',
  'machine.taken',
  'machine.given-back',
  'machine.renewed',
  'machine.not-yet',
  'machine.removed',
  'pool.changed',
  'pool.added',
  'pool.removed',
  'console.ticket',
  'console.opened',
  'console.closed',
  'console.refused',
  'resources.applied',
  'person.viewed',
  'person.signed-out',
  'host.changed',
  'host.added',
  'host.edited',
  'host.removed',
  'host.mode',
  'host.drain',
  'host.tested',
  'template.changed',
  'image.changed',
  'federation.changed',
  'federation.refreshed',
  'federation.failed',
  'federation.ageing',
  'provider.changed',
] as const;
export const auditKindSchema = z.enum(AUDIT_KINDS);
export type AuditKind = z.infer<typeof auditKindSchema>;

/** One row of the trail: who, what, on what, from where, by which rule and policy version, with what outcome. */
export const auditEventSchema = z
  .object({
    sequence: z.number().int(),
    at: z.iso.datetime().describe('UTC, milliseconds'),
    kind: auditKindSchema,
    outcome: z.enum(['ok', 'refused', 'failed']),
    code: z.string().optional().describe('failure code when not ok'),
    actor: z
      .object({ id: z.string().optional(), displayName: z.string(), as: z.string() })
      .describe('who; `system` for Virlab itself'),
    subject: z.object({ kind: z.string(), id: z.string(), title: z.string() }).optional().describe('on what'),
    address: z.string().optional(),
    port: z.number().int().optional(),
    requestId: z.string().optional(),
    sessionRef: z.string().optional().describe('short hash of the session'),
    ruleId: z.string().optional(),
    policyVersion: z.number().int().optional(),
    facts: z.record(z.string(), z.string()).describe('what is particular to the kind'),
    hash: z.string(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof auditEventSchema>;

export const auditPageSchema = z
  .object({
    events: z.array(auditEventSchema),
    next: z.number().int().optional().describe('pass as `before` for the next page'),
    chain: z.object({
      unbroken: z.boolean(),
      checkedAt: z.iso.datetime(),
      events: z.number().int(),
      brokenAt: z.number().int().optional(),
    }),
  })
  .meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof auditPageSchema>;

/** Query of GET /api/audit. */
export const auditQuerySchema = z
  .object({
    kind: z.string().max(64).optional().describe('a kind, or its room as prefix: `machine`'),
    search: z
      .string()
      .max(200)
      .optional()
      .describe(
        'words over actor, subject and facts; `person:`, `machine:`, `rule:` and `from:` narrow where',
      ),
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .meta({ id: 'AuditQuery' });
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** POST /api/audit/exports, as CSV. The reason is kept in the trail. */
export const exportAuditSchema = auditQuerySchema
  .pick({ kind: true, search: true })
  .extend({ reason: z.string().trim().min(3, 'expected a reason of at least 3 characters').max(256) })
  .meta({ id: 'ExportAudit' });
export type ExportAudit = z.infer<typeof exportAuditSchema>;
