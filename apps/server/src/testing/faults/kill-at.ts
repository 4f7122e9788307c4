/** In the working folder of a killable server: at which of the coming fault points it is to kill itself. */
export const KILL_AT = 'kill-at';

/** In the same folder: the id of the machine whose time to be removed has surely come. */
export const REMOVE_NOW = 'remove-now';
