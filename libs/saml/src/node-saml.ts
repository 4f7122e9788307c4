import { type CacheProvider, SAML, type SamlConfig, ValidateInResponseTo } from '@node-saml/node-saml';

/** Our own pending record decides which request an answer belongs to, so the library's cache stays empty. */
const noRequestCache: CacheProvider = {
  saveAsync: () => Promise.resolve(null),
  getAsync: () => Promise.resolve(null),
  removeAsync: () => Promise.resolve(null),
};

/** The library's building of requests; what it makes of answers is not used. */
class RequestWork extends SAML {
  constructor(
    options: SamlConfig,
    private readonly issueInstant: string,
  ) {
    super({
      ...options,
      validateInResponseTo: ValidateInResponseTo.never,
      cacheProvider: noRequestCache,
      identifierFormat: null,
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
    });
  }

  protected override async generateAuthorizeRequestAsync(
    isPassive: boolean,
    isPost: boolean,
  ): Promise<string> {
    const xml = await super.generateAuthorizeRequestAsync(isPassive, isPost);
    // The library stamps its own clock; the caller's instant must decide, so that a request can be replayed in tests.
    return xml.replace(/IssueInstant="[^"]*"/, `IssueInstant="${this.issueInstant}"`);
  }
}

/** What a redirect to the identity provider is made of. */
export interface RedirectInput {
  entityId: string;
  acsUrl: string;
  privateKeyPem: string;
  ssoRedirectUrl: string;
  requestId: string;
  relayState: string;
  issueInstant: string;
  forceAuthn: boolean;
  authnContextClassRefs: readonly string[];
}

/**
 * Makes the URL that carries a signed AuthnRequest (SAML bindings 3.4), with the settings SAML2Int asks for: no
 * NameID format, the ACS by URL, an authentication context only when one is wanted.
 */
export function makeRedirectUrl(input: RedirectInput): Promise<string> {
  const work = new RequestWork(
    {
      issuer: input.entityId,
      callbackUrl: input.acsUrl,
      entryPoint: input.ssoRedirectUrl,
      privateKey: input.privateKeyPem,
      // The library demands a certificate to be constructed; making a request uses none.
      idpCert: 'unused',
      generateUniqueId: () => input.requestId,
      forceAuthn: input.forceAuthn,
      disableRequestedAuthnContext: input.authnContextClassRefs.length === 0,
      authnContext: [...input.authnContextClassRefs],
    },
    input.issueInstant,
  );
  return work.getAuthorizeUrlAsync(input.relayState, undefined, {});
}
