/** The sign-in page, coming back to a path of ours afterwards. */
export function signInPage(target: string): string {
  return target === '/' ? '/sign-in' : `/sign-in?target=${encodeURIComponent(target)}`;
}

/** A provider's own address with the path to come back to; a path elsewhere is never passed on. */
export function withTarget(url: string, target: string | null): string {
  if (!target || !/^\/(?![/\\])/.test(target)) return url;
  return `${url}${url.includes('?') ? '&' : '?'}target=${encodeURIComponent(target)}`;
}
