import { z } from 'zod';
import { machineDisplaySchema } from '../machines/states';

/** How a console is opened: with the keyboard, or only looking. */
export const consoleModeSchema = z.enum(['control', 'view']);
export type ConsoleMode = z.infer<typeof consoleModeSchema>;

export const openConsoleSchema = z
  .object({ mode: consoleModeSchema.default('control') })
  .meta({ id: 'OpenConsole' });

/** A one-use ticket: good for 30 s, one session, one machine and one activation of it. */
export const consoleTicketSchema = z
  .object({
    ticket: z.string(),
    url: z.string().describe('ws(s)://…/consoles/{ticket}, subprotocol `binary`'),
    expiresAt: z.iso.datetime(),
    mode: consoleModeSchema,
    display: machineDisplaySchema,
  })
  .meta({ id: 'ConsoleTicket' });
export type ConsoleTicket = z.infer<typeof consoleTicketSchema>;
