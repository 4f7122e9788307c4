/** The four codes of the REFEDS profile: what an identity provider can do something about. */
export type ErrorUrlCode =
  'IDENTIFICATION_FAILURE' | 'AUTHENTICATION_FAILURE' | 'AUTHORIZATION_FAILURE' | 'OTHER_ERROR';

/** What is told to an identity provider's error page about one case: nothing about the person. */
export interface ErrorUrlFacts {
  code: ErrorUrlCode;
  at: Date;
  /** Our entityID. */
  serviceEntityId: string;
  /** Our reference for the case. */
  reference?: string;
  /** SAML names of what is missing, or why access is denied, in short. */
  context?: string;
}

/**
 * Fills the placeholders of an `errorURL` (SAML V2.0 Metadata Deployment Profile for errorURL 1.0, REFEDS 2020): each is
 * replaced by its value, percent-encoded, wherever it stands; one for which nothing is known becomes empty. An address
 * without placeholders stays as it is.
 */
export function fillErrorUrl(errorUrl: string, facts: ErrorUrlFacts): string {
  const values: Record<string, string> = {
    CODE: facts.code,
    // Seconds since 1970 UTC.
    TS: String(Math.floor(facts.at.getTime() / 1000)),
    RP: facts.serviceEntityId,
    TID: facts.reference ?? '',
    CTX: facts.context ?? '',
  };
  return errorUrl.replace(/ERRORURL_(CODE|TS|RP|TID|CTX)/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
}

/**
 * The profile's code for how a sign-in ended.
 *
 * @param failure - failure code; undefined for somebody who is in
 */
export function errorUrlCode(failure: string | undefined, isSomethingMissing: boolean): ErrorUrlCode {
  if (isSomethingMissing || failure === 'sign-in-no-identifier') return 'IDENTIFICATION_FAILURE';
  if (failure === 'sign-in-refused' || failure === 'sign-in-denied') return 'AUTHORIZATION_FAILURE';
  return failure === 'saml-status' ? 'AUTHENTICATION_FAILURE' : 'OTHER_ERROR';
}
