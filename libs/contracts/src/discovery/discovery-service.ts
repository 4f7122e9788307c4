import { z } from 'zod';

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
