import {
  type CacheProvider,
  type Profile,
  SAML,
  type SamlConfig,
  ValidateInResponseTo,
} from '@node-saml/node-saml';

/** What went wrong inside node-saml, as far as it can be told apart. */
export type NodeSamlFaultKind = 'signature' | 'decryption';

/** An error of node-saml, translated. Its text is for the log only. */
export class NodeSamlFault extends Error {
  override readonly name = 'NodeSamlFault';

  constructor(
    readonly kind: NodeSamlFaultKind,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Bytes that a signature covers, and the assertion they hold (decrypted when it came encrypted). */
export interface VerifiedBytes {
  /** Canonical text of the signed element, the Response or the Assertion. Nothing else may be believed. */
  signed: string;
  assertion: string;
}

/** Our own pending record decides which request an answer belongs to, so the library's cache stays empty. */
const noRequestCache: CacheProvider = {
  saveAsync: () => Promise.resolve(null),
  getAsync: () => Promise.resolve(null),
  removeAsync: () => Promise.resolve(null),
};

/**
 * The library's message work without its judgement: which values an assertion must have is decided by our own
 * steps, from the bytes captured here.
 */
class MessageWork extends SAML {
  signed: string | undefined;
  assertion: string | undefined;

  constructor(
    options: SamlConfig,
    private readonly issueInstant?: string,
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

  decrypt(xml: string): Promise<string | null> {
    return super.getSignedAssertion(xml);
  }

  protected override async generateAuthorizeRequestAsync(
    isPassive: boolean,
    isPost: boolean,
  ): Promise<string> {
    const xml = await super.generateAuthorizeRequestAsync(isPassive, isPost);
    // The library stamps its own clock; the caller's instant must decide, so that a request can be replayed in tests.
    return this.issueInstant
      ? xml.replace(/IssueInstant="[^"]*"/, `IssueInstant="${this.issueInstant}"`)
      : xml;
  }

  protected override getSignedAssertion(signedXml: string): Promise<string | null> {
    this.signed = signedXml;
    return super.getSignedAssertion(signedXml);
  }

  protected override processValidlySignedAssertionAsync(
    xml: string,
  ): Promise<{ profile: Profile; loggedOut: boolean }> {
    this.assertion = xml;
    return Promise.resolve({ profile: { issuer: '', nameID: '', nameIDFormat: '' }, loggedOut: false });
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
  const work = new MessageWork(
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

/** A message and the keys that may open it. */
export interface MessageInput {
  xml: string;
  entityId: string;
  acsUrl: string;
  /** PEM certificates of the identity provider; only their keys count. */
  certificates: readonly string[];
  decryptionKeyPem?: string;
  isResponseSigned: boolean;
  isAssertionSigned: boolean;
}

/**
 * Verifies every signature that the caller found in the message and gives the signed bytes.
 *
 * @throws NodeSamlFault `signature` when one does not verify, `decryption` when the assertion cannot be opened
 */
export async function verifyMessage(input: MessageInput): Promise<VerifiedBytes> {
  const work = openWork(input);
  try {
    await work.validatePostResponseAsync({ SAMLResponse: Buffer.from(input.xml, 'utf8').toString('base64') });
  } catch (error) {
    throw new NodeSamlFault(
      isSignatureError(error) || !input.decryptionKeyPem ? 'signature' : 'decryption',
      error,
    );
  }
  if (!work.signed || !work.assertion) throw new NodeSamlFault('signature', 'no signed assertion was found');
  return { signed: work.signed, assertion: work.assertion };
}

/**
 * Opens the encrypted assertion of a message whose signature is inside the encryption. What comes back is not
 * verified: only its shape may be looked at before {@link verifyMessage} is called.
 *
 * @throws NodeSamlFault `decryption` when the key does not open it
 */
export async function decryptUnverified(input: MessageInput): Promise<string> {
  try {
    const assertion = await openWork(input).decrypt(input.xml);
    if (assertion) return assertion;
  } catch (error) {
    throw new NodeSamlFault('decryption', error);
  }
  throw new NodeSamlFault('decryption', 'nothing was encrypted');
}

function openWork(input: MessageInput): MessageWork {
  return new MessageWork({
    issuer: input.entityId,
    callbackUrl: input.acsUrl,
    idpCert: [...input.certificates],
    decryptionPvk: input.decryptionKeyPem,
    wantAuthnResponseSigned: input.isResponseSigned,
    wantAssertionsSigned: input.isAssertionSigned,
  });
}

/** The library throws plain errors; all that speak of a signature name it, and a spec holds this against the version. */
function isSignatureError(error: unknown): boolean {
  return error instanceof Error && /signature/i.test(error.message);
}
