/** Ranks of what fits but a name, lower first; those of names are their places in `NAME_FITS`, before all of these. */
export const RANK = { initials: 10, domain: 20, keyword: 30, inside: 40, close: 50 } as const;

/** More slips than this are another word. */
export const MOST_SLIPS = 2;
