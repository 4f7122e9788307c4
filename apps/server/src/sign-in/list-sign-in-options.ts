import type { SignInOption, SignInOptions } from '@virlab/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../config/index';
import { FindProviders } from '../discovery/index';
import { Hosts } from '../hypervisors/index';
import { SIGN_IN_PROVIDERS, type SignInProvider } from './sign-in-provider';

/** More than this many are searched, not listed. */
const LISTED = 3;

/** Every way to sign in while there are few; else how many there are to be searched. */
@Injectable()
export class ListSignInOptions {
  constructor(
    @Inject(SIGN_IN_PROVIDERS) private readonly providers: SignInProvider[],
    private readonly discovery: FindProviders,
    private readonly hosts: Hosts,
    private readonly settings: Settings,
  ) {}

  /** @param languages - in which names are wanted, best first (BCP 47) */
  async run(languages: readonly string[]): Promise<SignInOptions> {
    const [described, listed, searchable, hosts] = await Promise.all([
      Promise.all(this.providers.map((provider) => provider.describe())),
      this.discovery.all(LISTED, languages),
      this.discovery.count(),
      this.hosts.all(),
    ]);
    const contact = this.settings.federation.contacts.find(({ kind }) => kind === 'support');
    const rest = {
      ...(contact ? { support: { name: contact.givenName, email: contact.email } } : {}),
      simulated: hosts.some(({ driver }) => driver === 'simulated'),
    };
    const options = union(listed ?? [], described.flat());
    const isFew = listed !== undefined && options.length <= LISTED;
    return isFew ? { options, searchable: 0, ...rest } : { options: [], searchable, ...rest };
  }
}

/** Each option once, those of the first list as they stand there, by title. */
function union(first: readonly SignInOption[], second: readonly SignInOption[]): SignInOption[] {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !known.has(id))].sort((one, other) =>
    one.title.localeCompare(other.title),
  );
}
