/** Leaves the app for an address that the server answers; `replace` keeps this page out of the way back. */
export function leaveTo(address: string, { replace = false }: { replace?: boolean } = {}): void {
  if (replace) window.location.replace(address);
  else window.location.assign(address);
}
