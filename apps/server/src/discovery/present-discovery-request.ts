import type { DiscoveryRequest, DiscoveryRequestQuery } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { readDiscoveryRequest } from '@virlab/discovery';
import { DiscoveryReturnAddresses } from '../federation/index';
import { asVirlabError } from './refuse-discovery';

/** For whom somebody chooses a university on our page, and where the choice is taken. */
@Injectable()
export class PresentDiscoveryRequest {
  constructor(private readonly addresses: DiscoveryReturnAddresses) {}

  /** @throws VirlabError `discovery-request-invalid`, `discovery-service-unknown`, `discovery-return-refused` */
  run({ service, ...query }: DiscoveryRequestQuery): DiscoveryRequest {
    try {
      const asked = { ...query, entityID: service };
      const { returnTo } = readDiscoveryRequest(asked, (entityId) => this.addresses.of(entityId));
      const parameters = Object.entries(asked).filter(
        (pair): pair is [string, string] => pair[1] !== undefined,
      );
      const choice = `/saml/ds/choice?${new URLSearchParams(parameters)}`;
      return { service, host: returnTo.host, choice };
    } catch (error) {
      throw asVirlabError(error);
    }
  }
}
