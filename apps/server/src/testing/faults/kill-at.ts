/** In the working folder of a killable server: at which of the coming fault points it is to kill itself. */
export const KILL_AT = 'kill-at';
