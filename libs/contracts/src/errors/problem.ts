import { z } from 'zod';

/** An error answer: RFC 9457 problem document, with a stable `code` and the request's reference. */
export const problemSchema = z
  .object({
    type: z.string().describe('urn:virlab:error:<code>'),
    title: z.string().describe('the fixed sentence of the code'),
    status: z.number().int().describe('HTTP status code'),
    code: z.string().describe('stable failure code'),
    detail: z.string().optional().describe('what is particular to this case; safe to show'),
    requestId: z.string().describe('the reference to quote to an operator'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('one entry for each fault of the request'),
    context: z.record(z.string(), z.string()).optional().describe('facts that the page of this code shows'),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;
