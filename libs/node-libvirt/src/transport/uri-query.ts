import { LibvirtUriError } from '../errors';

/** Every parameter that some transport has: one that the chosen transport has not is refused. */
const OF_TRANSPORTS = new Set([
  'socket',
  'mode',
  'name',
  'command',
  'auth',
  'netcat',
  'keyfile',
  'sshauth',
  'no_verify',
  'no_tty',
  'pkipath',
  'tls_priority',
  'proxy',
  'known_hosts',
  'known_hosts_verify',
]);

/** The query of a libvirt URI, each parameter once. */
export class UriQuery {
  readonly #parameters = new Map<string, { value: string; raw: string }>();

  /** @throws LibvirtUriError `bad-parameter` for a repeated parameter or a broken escape */
  constructor(
    private readonly uri: string,
    text: string,
  ) {
    for (const raw of text.split(/[&;]/).filter((part) => part !== '')) {
      const [name = '', ...rest] = raw.split('=');
      if (this.#parameters.has(name))
        throw this.fault(`parameter "${name}" twice in "${uri}", expected once`);
      try {
        // Not URLSearchParams: that one reads "+" as a blank, and a path may hold a plus sign.
        this.#parameters.set(name, { value: decodeURIComponent(rest.join('=')), raw });
      } catch {
        throw this.fault(`parameter "${name}" in "${uri}" has a broken % escape`);
      }
    }
  }

  /** The decoded value of a parameter; undefined when it is not there. */
  get(name: string): string | undefined {
    return this.#parameters.get(name)?.value;
  }

  /** As {@link get}, and refused when it is none of the words. */
  oneOf<W extends string>(name: string, words: readonly W[]): W | undefined {
    const value = this.get(name);
    const word = words.find((one) => one === value);
    if (value === undefined || word !== undefined) return word;
    throw this.fault(`${name} "${value}" in "${this.uri}", expected ${words.join(', ')}`);
  }

  get names(): string[] {
    return [...this.#parameters.keys()];
  }

  /** The parameters as they were written, without the named ones. */
  rawExcept(names: readonly string[]): string[] {
    return [...this.#parameters].filter(([name]) => !names.includes(name)).map(([, { raw }]) => raw);
  }

  fault(message: string): LibvirtUriError {
    return new LibvirtUriError('bad-parameter', this.uri, message);
  }
}

/** Refuses a parameter that speaks to another transport than the chosen one. */
export function refuseForeign(query: UriQuery, transport: string, own: readonly string[]): void {
  const foreign = query.names.find((name) => OF_TRANSPORTS.has(name) && !own.includes(name));
  if (foreign !== undefined) throw query.fault(`parameter "${foreign}" means nothing for ${transport}`);
}

/** A port from its digits. */
export function port(uri: string, digits: string): number {
  const number = Number(digits);
  if (number >= 1 && number <= 65_535) return number;
  throw new LibvirtUriError('bad-port', uri, `port ${digits} in "${uri}", expected 1 to 65535`);
}
