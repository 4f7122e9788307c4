import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { answerAddress, type DiscoveryRequest, readDiscoveryRequest } from '@virlab/discovery';
import type { Request, Response } from 'express';
import { DiscoveryReturnAddresses, IdentityProviders } from '../federation/index';
import { Public, VirlabError } from '../platform/index';
import { DiscoveryFeed } from './discovery-feed';
import { DiscoveryState } from './discovery-state';
import { RefuseDiscovery } from './refuse-discovery';

const LONGEST_ENTITY_ID = 1024;

/**
 * The Identity Provider Discovery Service Protocol (OASIS, 27 March 2008) in both directions: `disco` takes the answer of
 * another discovery service, `ds` is one for the other services of our federations.
 */
@ApiExcludeController()
@Controller('saml')
export class SamlDiscoveryController {
  constructor(
    private readonly state: DiscoveryState,
    private readonly addresses: DiscoveryReturnAddresses,
    private readonly providers: IdentityProviders,
    private readonly feed: DiscoveryFeed,
    private readonly refuse: RefuseDiscovery,
  ) {}

  @Get('disco')
  @Public('another discovery service sends the browser back here; what it says is checked like a link')
  takeAnswer(@Req() request: Request, @Res() response: Response): void {
    try {
      response.redirect(303, this.afterAnswer(request, response));
    } catch (error) {
      this.refuse.run(error, request, response);
    }
  }

  @Get('ds')
  @Public('other services send people here who are not signed in; answered only where their metadata says')
  askForService(@Req() request: Request, @Res() response: Response): void {
    try {
      const wanted = this.read(request);
      // We keep nothing about anybody, so without a question there is no answer.
      if (wanted.isPassive) return response.redirect(303, answerAddress(wanted));
      const { entityId, returnTo, returnIdParam } = wanted;
      const page = { service: entityId, return: returnTo.href, returnIDParam: returnIdParam };
      response.redirect(303, `/sign-in?${new URLSearchParams(page)}`);
    } catch (error) {
      this.refuse.run(error, request, response);
    }
  }

  @Get('ds/choice')
  @Public('carries a choice made on our page; answered only where the metadata of the service says')
  async answerService(@Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      const wanted = this.read(request);
      const chosen = readEntityId(request.query['idp']);
      if (!chosen || !(await this.providers.findRecord(chosen))) {
        throw new VirlabError('sign-in-unknown-provider', { detail: 'the choice is not known here' });
      }
      response.redirect(303, answerAddress(wanted, chosen));
    } catch (error) {
      this.refuse.run(error, request, response);
    }
  }

  @Get('disco-feed')
  @Public('pages of other services list our identity providers; all of it is published in metadata')
  @Header('Cache-Control', 'public, max-age=300')
  @Header('Access-Control-Allow-Origin', '*')
  @Header('Vary', 'Accept-Encoding')
  async readFeed(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { json, gzipped, etag } = await this.feed.get();
    response.set('ETag', etag).type('application/json');
    const isGzip = request.acceptsEncodings('gzip') === 'gzip';
    if (isGzip) response.set('Content-Encoding', 'gzip');
    // Express compares the tag with the request's and answers 304 by itself.
    response.send(isGzip ? gzipped : json);
  }

  private read(request: Request): DiscoveryRequest {
    return readDiscoveryRequest(request.query, (entityId) => this.addresses.of(entityId));
  }

  /** Back at another service there is nothing to ask again, so no answer leads into a circle. */
  private afterAnswer(request: Request, response: Response): string {
    const target = this.state.take(request.query['state'], request, response);
    const entityID = readEntityId(request.query['entityID']);
    if (target === undefined) return `/sign-in?${new URLSearchParams({ discovery: 'lost' })}`;
    if (entityID === undefined) return `/sign-in?${new URLSearchParams({ target, discovery: 'none' })}`;
    return `/saml/login?${new URLSearchParams({ entityID, target })}`;
  }
}

/** What claims to be an entityID; undefined when there is none. */
function readEntityId(value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') {
    throw new VirlabError('discovery-request-invalid', { detail: 'the choice stands there more than once' });
  }
  if (value.length > LONGEST_ENTITY_ID) {
    throw new VirlabError('sign-in-unknown-provider', {
      detail: `an entityID of ${value.length} characters, expected ${LONGEST_ENTITY_ID} at most`,
    });
  }
  return value;
}
