/** What the column of a pending sign-in takes, and more than any page of ours needs. */
const LONGEST = 2048;
/** Going back there after a sign-in would start the next one, or show no page. */
const NO_PAGE = /^\/(saml|sign-in|api)(\/|\?|#|$)/;
const START = '/';

/**
 * The path to go to after a sign-in, as it was asked for; `/` for whatever is not plainly a page of our own. A browser
 * reads `//host` and `/\host` as another site, so both fall to `/`.
 *
 * @param asked - a query parameter as the web server parsed it
 */
export function ownPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > LONGEST) return START;
  // Browsers drop tabs and line breaks from addresses, which would turn `/\t/host` into `//host`.
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(asked)) return START;
  const base = 'http://own.invalid';
  if (!URL.canParse(asked, base)) return START;
  const url = new URL(asked, base);
  if (url.origin !== base || NO_PAGE.test(url.pathname)) return START;
  const path = `${url.pathname}${url.search}${url.hash}`;
  // Dot segments are resolved by now: `/.//host` has become `//host`.
  return path.startsWith('//') || path.length > LONGEST ? START : path;
}
