import type { NameId } from '../response/accepted-assertion';
import { ns } from '../xml/namespaces';
import { attributeOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import { type CheckedMessage, checkLogoutMessage, type LogoutCircumstances } from './check-logout-message';
import { MAX_SESSION_INDEXES } from './limits';
import { LogoutRefusal } from './logout-refusal';

/** A logout that an identity provider asked for; every field comes from octets whose signature was verified. */
export interface AcceptedLogoutRequest extends CheckedMessage {
  issuer: string;
  nameId: NameId;
  /** The sessions that are meant; none means all of that name (SAML core 3.7.1). */
  sessionIndexes: string[];
}

/**
 * Decides whether a LogoutRequest ends sessions (SAML core 3.7.1, profiles 4.4). Who calls must still use its id once,
 * until `acceptableUntil`. `Reason` is not looked at.
 *
 * @throws LogoutRefusal
 */
export function acceptLogoutRequest(given: LogoutCircumstances): AcceptedLogoutRequest {
  if (given.envelope.kind !== 'request') {
    throw new LogoutRefusal('not-a-logout-message', 'a LogoutResponse where a LogoutRequest was expected');
  }
  const checked = checkLogoutMessage(given);
  const { message } = given.envelope;
  return {
    ...checked,
    issuer: given.idp.entityId,
    nameId: readName(message),
    sessionIndexes: readSessionIndexes(message),
  };
}

function readName(message: XmlElement): NameId {
  if (childrenOf(message, ns.saml, 'EncryptedID').length > 0) {
    throw new LogoutRefusal('name-encrypted', 'the request names its subject by an EncryptedID');
  }
  const [name, another] = childrenOf(message, ns.saml, 'NameID');
  if (!name) throw new LogoutRefusal('name-missing', 'the request holds no NameID');
  if (another) throw new LogoutRefusal('name-repeated', 'the request holds several NameID');
  if (name.children.length > 0 || name.text === '') {
    throw new LogoutRefusal('name-malformed', 'the NameID is empty or holds elements');
  }
  const format = attributeOf(name, 'Format');
  const nameQualifier = attributeOf(name, 'NameQualifier');
  const spNameQualifier = attributeOf(name, 'SPNameQualifier');
  return {
    value: name.text,
    ...(format === undefined ? {} : { format }),
    ...(nameQualifier === undefined ? {} : { nameQualifier }),
    ...(spNameQualifier === undefined ? {} : { spNameQualifier }),
  };
}

function readSessionIndexes(message: XmlElement): string[] {
  const indexes = childrenOf(message, ns.samlp, 'SessionIndex').map(({ text }) => text.trim());
  if (indexes.length > MAX_SESSION_INDEXES) {
    throw new LogoutRefusal(
      'session-indexes-too-many',
      `${indexes.length} SessionIndex, at most ${MAX_SESSION_INDEXES}`,
    );
  }
  return indexes;
}
