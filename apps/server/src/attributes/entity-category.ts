/** A REFEDS access category and the SAML names of its attribute bundle. */
interface Category {
  uri: string;
  names: ReadonlySet<string>;
}

const oid = (number: string) => `urn:oid:${number}`;
const HOME_ORGANIZATION = oid('1.3.6.1.4.1.25178.1.2.9');
const SCOPED_AFFILIATION = oid('1.3.6.1.4.1.5923.1.1.1.9');
const ASSURANCE = oid('1.3.6.1.4.1.5923.1.1.1.11');

/** Least personal first, so that no more is asked for than is needed. */
const CATEGORIES: readonly Category[] = [
  { uri: 'https://refeds.org/category/anonymous', names: new Set([HOME_ORGANIZATION, SCOPED_AFFILIATION]) },
  {
    uri: 'https://refeds.org/category/pseudonymous',
    names: new Set([
      HOME_ORGANIZATION,
      SCOPED_AFFILIATION,
      ASSURANCE,
      'urn:oasis:names:tc:SAML:attribute:pairwise-id',
    ]),
  },
  {
    uri: 'https://refeds.org/category/personalized',
    names: new Set([
      HOME_ORGANIZATION,
      SCOPED_AFFILIATION,
      ASSURANCE,
      'urn:oasis:names:tc:SAML:attribute:subject-id',
      oid('2.16.840.1.113730.3.1.241'),
      oid('2.5.4.42'),
      oid('2.5.4.4'),
      oid('0.9.2342.19200300.100.1.3'),
    ]),
  },
];

/**
 * The entity category that brings what is needed, and what no category brings: courses, years and entitlements are in
 * none, so each university releases them by a rule of its own.
 *
 * @param needed - each with the SAML names of which any will do
 */
export function categoryFor<T extends { names: readonly string[] }>(
  needed: readonly T[],
): { category?: string; beyond: T[] } {
  const isIn = ({ names }: T, category: Category) => names.some((name) => category.names.has(name));
  const covered = needed.filter((one) => CATEGORIES.some((category) => isIn(one, category)));
  const beyond = needed.filter((one) => !covered.includes(one));
  if (covered.length === 0) return { beyond };
  const category = CATEGORIES.find((one) => covered.every((attribute) => isIn(attribute, one)));
  return { ...(category ? { category: category.uri } : {}), beyond };
}
