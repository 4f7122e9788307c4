/** A part of the server whose requests are counted together, for each address. */
export interface Area {
  /** What the paths of the area start with. */
  prefix: string;
  /** Requests in any `WINDOW_MS`. */
  most: number;
}

/** Over this much time requests are counted: short enough that whoever was stopped may soon go on. */
export const WINDOW_MS = 60_000;

/**
 * A sign-in makes two requests here, and a whole campus may share one address: 600 people can sign in within a minute,
 * twice as many as the largest lecture hall holds. Whoever sends forged answers is held to 20 checks of a signature a
 * second.
 */
const MOST_SAML = 1_200;

/**
 * An open page makes few requests after its first six, since changes come by the stream of events, which is one request
 * however long it lasts. 1,000 people behind one address can open their pages within a minute; one who means harm costs
 * the server 100 reads a second, a small part of what it can answer.
 */
const MOST_API = 6_000;

/**
 * Typing asks up to ten times, and each answer shows up to eight logos, which a browser then keeps: 200 people who look
 * for their university within a minute. Counted apart, so that a flood of searches leaves the other pages alone.
 */
const MOST_DISCOVERY = 20_000;

/**
 * Somebody who types a long secret from paper needs a few tries a minute; each costs a tenth of a second of work. This is
 * per address, before an account's own waiting time.
 */
const MOST_BREAK_GLASS = 20;

/** What is limited. Health, metrics and the files of the pages are not: monitors and browsers need them most under load. */
export const AREAS: readonly Area[] = [
  { prefix: '/saml/', most: MOST_SAML },
  { prefix: '/api/sign-in/', most: MOST_DISCOVERY },
  { prefix: '/api/break-glass/sessions', most: MOST_BREAK_GLASS },
  { prefix: '/api/', most: MOST_API },
];
