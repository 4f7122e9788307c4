/** Security type 1, RFC 6143 section 7.2.1: nothing is proved. Fit where only the broker can reach the display. */
export const NONE = 1;
