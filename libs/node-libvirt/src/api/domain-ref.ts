import type { Domain } from '../protocol/types';

/** A machine as the daemon finds it: by UUID. A whole {@link Domain} will do, and so will one that was kept for long. */
export type DomainRef = Pick<Domain, 'uuid'> & Partial<Domain>;

/** A reference in the form of the wire. The daemon reads the UUID; the name only shows in its messages. */
export function wireDomain({ uuid, name = '', id = -1 }: DomainRef): Domain {
  return { uuid, name, id };
}
