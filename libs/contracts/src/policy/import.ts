import { z } from 'zod';
import { policyFindingSchema } from './check';

/** What a foreign file can be. `yaml` is our own document. */
export const importKindSchema = z.enum([
  'yaml',
  'keystone',
  'access-control',
  'attribute-map',
  'attribute-policy',
]);
export type ImportKind = z.infer<typeof importKindSchema>;

/** POST /api/policy/imports: reads a file and says what it would become. Nothing is kept by it. */
export const newPolicyImportSchema = z
  .object({
    kind: importKindSchema.optional().describe('found out from the text when absent'),
    fileName: z.string().max(255).optional(),
    text: z.string().min(1).max(524_288),
    targets: z
      .record(z.string().max(256), z.string().max(200))
      .default({})
      .describe('what a group, role or project of the file is here: "pool:linux"'),
  })
  .meta({ id: 'NewPolicyImport' });
export type NewPolicyImport = z.infer<typeof newPolicyImportSchema>;

/** One line of the report. */
export const importNoteSchema = z.object({
  fate: z.enum(['kept', 'changed', 'lost']),
  code: z.string(),
  place: z.string().describe('in the file'),
  message: z.string(),
  ruleId: z.string().optional(),
});
export type ImportNote = z.infer<typeof importNoteSchema>;

export const policyImportSchema = z
  .object({
    kind: importKindSchema,
    rules: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        yaml: z.string(),
        sentence: z.unknown().optional(),
        exists: z.boolean(),
      }),
    ),
    notes: z.array(importNoteSchema),
    findings: z.array(policyFindingSchema),
    unmapped: z.array(z.string()).describe('groups, roles and projects that name nothing here yet'),
    source: z.string().optional().describe('the whole policy, when the file was one'),
    cases: z.array(z.unknown()).optional().describe('its test cases: SuiteCase of libs/policy'),
    goesTo: z.enum(['draft', 'attribute-rules']).describe('where it can be taken up'),
  })
  .meta({ id: 'PolicyImport' });
export type PolicyImport = z.infer<typeof policyImportSchema>;
