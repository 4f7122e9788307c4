/** The nonce that the server put into this page, under which style elements may be added (CSP style-src). */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
