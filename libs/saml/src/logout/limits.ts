/** A logout message is a kilobyte; an encrypted or much-indexed one stays far below this, as it came in the query. */
export const MAX_LOGOUT_QUERY_BYTES = 64 * 1024;

/** What it may inflate to: deflate turns 200 kB into 200 MB otherwise. */
export const MAX_LOGOUT_MESSAGE_BYTES = 128 * 1024;

/** Real ones nest four deep and hold a dozen elements. */
export const LOGOUT_XML_LIMITS = { depth: 20, elements: 500, attributesPerElement: 32 } as const;

/** More sessions than anybody has at once with one service. */
export const MAX_SESSION_INDEXES = 100;

/** A redirect takes seconds. Beyond this and the clock skew a message is an old one that somebody found. */
export const MAX_LOGOUT_AGE_MS = 2 * 60_000;
