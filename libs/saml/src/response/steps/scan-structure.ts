import { ns } from '../../xml/namespaces';
import { parseXml } from '../../xml/parse-xml';
import { isElement, walk } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { XML_LIMITS } from '../limits';
import { SamlRefusal } from '../saml-refusal';
import { refuseFault } from './refuse-fault';

const STEP = 'scan-structure';

/**
 * Names on which verification hangs. Other readers look some of them up by local name alone, so the same name in
 * another namespace is refused wherever it stands.
 */
const guardedNames = new Map<string, string>([
  ['Response', ns.samlp],
  ['Assertion', ns.saml],
  ['EncryptedAssertion', ns.saml],
  ['Signature', ns.ds],
  ['SignedInfo', ns.ds],
  ['Reference', ns.ds],
  ['EncryptedData', ns.xenc],
  ['EncryptedKey', ns.xenc],
]);

/**
 * Parses within limits and refuses what could make two readers see two documents: repeated IDs, and guarded names
 * in foreign namespaces.
 *
 * @throws SamlRefusal `xml-*`, `encoding-unsupported`, `id-repeated`, `namespace-wrong`
 */
export function scanStructure(xml: string | Buffer): XmlElement {
  const root = refuseFault(STEP, () => parseXml(xml, XML_LIMITS));
  const ids = new Set<string>();
  for (const { element } of walk(root)) {
    const wanted = guardedNames.get(element.local);
    if (wanted !== undefined && element.namespace !== wanted) {
      throw new SamlRefusal(
        STEP,
        'namespace-wrong',
        `${element.local} in "${element.namespace}", expected "${wanted}"`,
      );
    }
    for (const id of idsOf(element)) {
      if (ids.has(id))
        throw new SamlRefusal(STEP, 'id-repeated', `ID "${id}" stands on more than one element`);
      ids.add(id);
    }
  }
  return root;
}

/**
 * Requires the one shape that is accepted: a `samlp:Response` that holds exactly one assertion, plain or encrypted,
 * as its own child. A failure report may hold none.
 *
 * @throws SamlRefusal `not-a-response`, `assertion-missing`, `assertion-repeated`, `assertion-misplaced`
 */
export function requireOneAssertion(root: XmlElement, mayBeMissing: boolean): XmlElement | undefined {
  if (!isElement(root, ns.samlp, 'Response')) {
    throw new SamlRefusal(
      STEP,
      'not-a-response',
      `document element is ${root.local}, expected samlp:Response`,
    );
  }
  const found = walk(root).filter(({ element }) => isAssertion(element));
  const [only, another] = found;
  if (another) throw new SamlRefusal(STEP, 'assertion-repeated', `${found.length} assertions, expected one`);
  if (!only) {
    if (mayBeMissing) return undefined;
    throw new SamlRefusal(STEP, 'assertion-missing', 'a successful response without an assertion');
  }
  if (only.parent !== root) {
    throw new SamlRefusal(STEP, 'assertion-misplaced', `assertion inside ${only.parent?.local ?? 'nothing'}`);
  }
  return only.element;
}

/** True for an assertion, plain or encrypted. */
export function isAssertion(element: XmlElement): boolean {
  return isElement(element, ns.saml, 'Assertion') || isElement(element, ns.saml, 'EncryptedAssertion');
}

/** Readers accept any of these spellings as an ID, so all of them must be unique together. */
function idsOf(element: XmlElement): Set<string> {
  const ids = element.attributes.filter(({ local }) => local.toLowerCase() === 'id');
  return new Set(ids.map(({ value }) => value));
}
