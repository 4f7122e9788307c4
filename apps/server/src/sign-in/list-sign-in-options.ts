import type { SignInOptions } from '@virlab/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Hosts } from '../hypervisors/index';
import { SIGN_IN_PROVIDERS, type SignInProvider } from './sign-in-provider';

/** Every way to sign in, of all providers. */
@Injectable()
export class ListSignInOptions {
  constructor(
    @Inject(SIGN_IN_PROVIDERS) private readonly providers: SignInProvider[],
    private readonly hosts: Hosts,
  ) {}

  async run(): Promise<SignInOptions> {
    const [options, hosts] = await Promise.all([
      Promise.all(this.providers.map((provider) => provider.describe())),
      this.hosts.all(),
    ]);
    return { options: options.flat(), simulated: hosts.some(({ driver }) => driver === 'simulated') };
  }
}
