/** How long a console ticket is good: enough for a slow phone to open a WebSocket, too short to be passed around. */
export const TICKET_LIFE_MS = 30_000;
