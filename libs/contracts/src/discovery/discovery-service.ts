import { z } from 'zod';

const LONGEST = 2048;

/** What the address of the sign-in page says when another service sent the browser there. */
export const discoveryRequestQuerySchema = z
  .object({
    service: z.string().min(1).max(LONGEST).describe('entityID of the service'),
    return: z.string().max(LONGEST).optional(),
    returnIDParam: z.string().max(LONGEST).optional(),
  })
  .meta({ id: 'DiscoveryRequestQuery' });
export type DiscoveryRequestQuery = z.infer<typeof discoveryRequestQuerySchema>;

/** For which other service somebody chooses a university here (Identity Provider Discovery Service Protocol). */
export const discoveryRequestSchema = z
  .object({
    service: z.string().describe('entityID of the service that sent the browser here'),
    host: z
      .string()
      .describe('where the browser goes with the choice; stands in the service’s verified metadata'),
    choice: z.string().describe('address of ours that takes the choice; `idp=<entityID>` is to be added'),
  })
  .meta({ id: 'DiscoveryRequest' });
export type DiscoveryRequest = z.infer<typeof discoveryRequestSchema>;
