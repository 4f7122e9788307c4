/** The ways to add; each is an address of its own. */
export const WAYS = ['federation', 'url', 'file'] as const;
export type Way = (typeof WAYS)[number];
