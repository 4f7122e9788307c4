import { DiscoveryRefusal } from './discovery-refusal';
import { readReturnAddress } from './read-return-address';

/** A request of another service to choose an identity provider (OASIS idp-discovery-protocol, section 2.4.1). */
export interface DiscoveryRequest {
  /** The service that asks. */
  readonly entityId: string;
  /** Where the answer goes: one of the addresses that its verified metadata has, maybe with a query of its own. */
  readonly returnTo: URL;
  /** The name of the parameter that carries the answer. */
  readonly returnIdParam: string;
  /** True when nothing may be shown. */
  readonly isPassive: boolean;
}

/** The only policy that the protocol defines: the person chooses one. */
const SINGLE = 'urn:oasis:names:tc:SAML:profiles:SSO:idp-discovery-protocol:single';
const LONGEST_ENTITY_ID = 1024;
const PARAMETER_NAME = /^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/;
/** As XML Schema writes them. */
const BOOLEANS = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/**
 * Reads a request. Everything in it is what a stranger wrote: it is answered only where verified metadata of the service
 * says.
 *
 * @param query - parameters as a web server parses them: strings, or arrays for repeated ones
 * @param addressesOf - DiscoveryResponse locations of a service, the default first; empty for an unknown one
 * @throws DiscoveryRefusal
 */
export function readDiscoveryRequest(
  query: Readonly<Record<string, unknown>>,
  addressesOf: (entityId: string) => readonly string[],
): DiscoveryRequest {
  const entityId = readText(query, 'entityID');
  if (entityId === undefined) throw invalid('"entityID" is missing');
  if (entityId.length > LONGEST_ENTITY_ID) {
    throw invalid(`"entityID" has ${entityId.length} characters, expected ${LONGEST_ENTITY_ID} at most`);
  }
  const policy = readText(query, 'policy');
  if (policy !== undefined && policy !== SINGLE) throw invalid(`"policy" is not known, expected ${SINGLE}`);
  const passive = readText(query, 'isPassive') ?? 'false';
  const isPassive = BOOLEANS.get(passive);
  if (isPassive === undefined) throw invalid('"isPassive" is neither true nor false');
  const returnIdParam = readText(query, 'returnIDParam') ?? 'entityID';
  if (!PARAMETER_NAME.test(returnIdParam)) throw invalid('"returnIDParam" is no name of a parameter');
  const addresses = addressesOf(entityId);
  if (addresses.length === 0) {
    throw new DiscoveryRefusal('discovery-service-unknown', 'no verified metadata says where the service is');
  }
  const returnTo = readReturnAddress(readText(query, 'return'), addresses);
  if (returnTo.searchParams.has(returnIdParam)) {
    throw new DiscoveryRefusal('discovery-return-refused', `"return" already has "${returnIdParam}"`);
  }
  return { entityId, returnTo, returnIdParam, isPassive };
}

/** Where the browser goes with the choice, or without one. */
export function answerAddress({ returnTo, returnIdParam }: DiscoveryRequest, chosen?: string): string {
  const address = new URL(returnTo);
  if (chosen !== undefined) {
    // Appended as text: reading the query and writing it again could change what the service put there.
    const separator = address.search === '' ? '?' : '&';
    const parameter = `${encodeURIComponent(returnIdParam)}=${encodeURIComponent(chosen)}`;
    return `${address.href.replace(/\?$/, '')}${separator}${parameter}`;
  }
  return address.href;
}

/** A parameter that stands there once; undefined when it is missing or empty. */
function readText(query: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw invalid(`"${name}" stands there more than once`);
  return value;
}

function invalid(message: string): DiscoveryRefusal {
  return new DiscoveryRefusal('discovery-request-invalid', message);
}
