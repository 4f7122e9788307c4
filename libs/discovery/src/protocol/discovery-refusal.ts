/** Why a request to our discovery service is refused. */
export type DiscoveryRefusalCode =
  'discovery-request-invalid' | 'discovery-service-unknown' | 'discovery-return-refused';

/** A request of the discovery protocol that is not answered where it asks to be. */
export class DiscoveryRefusal extends Error {
  constructor(
    readonly code: DiscoveryRefusalCode,
    message: string,
  ) {
    super(message);
    this.name = 'DiscoveryRefusal';
  }
}
