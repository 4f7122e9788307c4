/** A browser as far as cookies go: keeps what it is given, sends it back where it belongs, follows nothing. */
export class TestBrowser {
  private readonly jar = new Map<string, { value: string; path: string }>();

  constructor(private readonly origin: string) {}

  get(pathAndQuery: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(pathAndQuery, { headers });
  }

  /** Asks for an end, as a page of ours does. */
  delete(pathAndQuery: string): Promise<Response> {
    const headers = { origin: this.origin, accept: 'application/json' };
    return this.send(pathAndQuery, { method: 'DELETE', headers });
  }

  /** Posts a form, as a page of an identity provider makes a browser do. */
  post(pathAndQuery: string, fields: Record<string, string> | [string, string][]): Promise<Response> {
    return this.send(pathAndQuery, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: 'https://idp.uni.example' },
    });
  }

  /** Name and value of every cookie that is held. */
  get cookies(): Record<string, string> {
    return Object.fromEntries([...this.jar].map(([name, { value }]) => [name, value]));
  }

  /** Takes over the cookies of another browser. */
  copyFrom(other: TestBrowser): void {
    for (const [name, cookie] of other.jar) this.jar.set(name, cookie);
  }

  private async send(pathAndQuery: string, init: RequestInit & { headers: Record<string, string> }) {
    const url = new URL(pathAndQuery, this.origin);
    const cookie = [...this.jar]
      .filter(([, { path }]) => path === '/' || url.pathname === path || url.pathname.startsWith(`${path}/`))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: { accept: 'text/html', ...init.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const path = attributes.find((text) => /^path=/i.test(text))?.slice('path='.length) ?? '/';
    const isOver = attributes.some((text) => /^expires=thu, 01 jan 1970/i.test(text));
    if (isOver) this.jar.delete(name);
    else this.jar.set(name, { value, path });
  }
}
