import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../config/index';
import { DiscoveryState } from './discovery-state';

/** Where discovery services send people back, below the public URL; stands in our metadata. */
export const DISCOVERY_RESPONSE_PATH = '/saml/disco';

/** Sends somebody who did not say which university is theirs to where they are asked: our own page, unless another service is set. */
@Injectable()
export class StartDiscovery {
  constructor(
    private readonly settings: Settings,
    private readonly state: DiscoveryState,
  ) {}

  /**
   * The address to send the browser to (OASIS idp-discovery-protocol, section 2.4.1).
   *
   * @param target - a path of our own, where the person wants to go after sign-in
   */
  run(target: string, request: Request, response: Response): string {
    const { discoveryUrl, origin, samlEntityId } = this.settings;
    if (!discoveryUrl) return `/sign-in?${new URLSearchParams({ target })}`;
    const state = this.state.keep(target, request, response);
    const address = new URL(discoveryUrl);
    address.searchParams.set('entityID', samlEntityId);
    address.searchParams.set(
      'return',
      `${origin}${DISCOVERY_RESPONSE_PATH}?${new URLSearchParams({ state })}`,
    );
    if (request.query['isPassive'] === 'true') address.searchParams.set('isPassive', 'true');
    return address.href;
  }
}
