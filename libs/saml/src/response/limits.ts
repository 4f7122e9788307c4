/** A response with long group lists stays far below this; more is an attempt to use up memory. */
export const MAX_RESPONSE_BYTES = 512 * 1024;

/** Real responses nest some 12 deep and hold some hundred elements. */
export const XML_LIMITS = { depth: 40, elements: 5_000, attributesPerElement: 32 } as const;

/** SAML bindings 3.4.3 and 3.5.3. */
export const MAX_RELAY_STATE_BYTES = 80;

/** SAML2Int SDP-G01 asks for three to five minutes in both directions. */
export const CLOCK_SKEW_MS = 180_000;

/** How long somebody may take at their identity provider before the request is forgotten. */
export const MAX_REQUEST_AGE_MS = 60 * 60_000;

/** More than any person has; a bound on what one sign-in may make us store. */
export const MAX_ATTRIBUTES = 200;
export const MAX_ATTRIBUTE_VALUES = 1_000;
export const MAX_VALUE_BYTES = 8 * 1024;
