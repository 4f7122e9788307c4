import type { NameId } from '@virlab/saml';
import { identifierAttributes } from '../../../attributes/index';
import type { ReleasedValues } from './released-values';

/** An identifier in the form in which equal ones are equal texts. */
export interface ChosenIdentifier {
  identifierType: string;
  identifier: string;
}

/** OASIS Subject Identifier Attributes 1.0, section 3.1.1. */
const SUBJECT_ID_FORM = /^[a-z0-9][a-z0-9=-]{0,126}@[a-z0-9][a-z0-9.-]{0,126}$/;

const FORMS: Readonly<Record<(typeof identifierAttributes)[number]['type'], RegExp>> = {
  'subject-id': SUBJECT_ID_FORM,
  'pairwise-id': SUBJECT_ID_FORM,
  eduPersonUniqueId: /^[a-z0-9]{1,64}@[^@\s]{1,256}$/,
  eduPersonPrincipalName: /^[^@\s]{1,256}@[^@\s]{1,256}$/,
};

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
/** SAML core 8.3.7. */
const LONGEST_PERSISTENT = 256;

/**
 * Chooses what recognises a person. Each kind is single-valued: with two values it says two things, and the next kind
 * is tried. All but the persistent NameID are compared without regard to case, so they are lower-cased.
 *
 * @param parties - entityIDs; a persistent NameID belongs to the pair, which it may leave unsaid
 * @returns undefined when nothing usable was released
 */
export function chooseIdentifier(
  values: ReleasedValues,
  nameId: NameId | undefined,
  parties: { idp: string; sp: string },
): ChosenIdentifier | undefined {
  for (const { type, samlName } of identifierAttributes) {
    const distinct = new Set(values(samlName).map((value) => value.trim().normalize('NFC').toLowerCase()));
    const [identifier] = distinct;
    if (distinct.size === 1 && identifier && FORMS[type].test(identifier))
      return { identifierType: type, identifier };
  }
  if (nameId?.format !== PERSISTENT || !nameId.value || nameId.value.length > LONGEST_PERSISTENT)
    return undefined;
  const { nameQualifier = parties.idp, spNameQualifier = parties.sp } = nameId;
  // Another qualifier means another person: a persistent name of somebody else's service proves nothing here.
  if (nameQualifier !== parties.idp || spNameQualifier !== parties.sp) return undefined;
  return { identifierType: 'persistent-nameid', identifier: nameId.value };
}
