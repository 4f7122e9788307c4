import type { RawAttribute, RawAttributeValue } from '@virlab/attributes';
import { ns } from '../../xml/namespaces';
import { attributeOf, childrenOf, isElement } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { MAX_ATTRIBUTE_VALUES, MAX_ATTRIBUTES, MAX_VALUE_BYTES } from '../limits';
import { SamlRefusal } from '../saml-refusal';
import { readNameId } from './read-name-id';

const STEP = 'read-attributes';

/**
 * Reads what was released, every value of it. Elements with the same Name and NameFormat are one attribute (SAML
 * core 2.7.3.1), wherever they stand. A name is only ever a key of a Map, so none can be mistaken for a property.
 *
 * @throws SamlRefusal `attributes-too-many`, `attribute-malformed`, `attribute-value-too-long`
 */
export function readAttributes(assertion: XmlElement): RawAttribute[] {
  const elements = childrenOf(assertion, ns.saml, 'AttributeStatement').flatMap((statement) =>
    childrenOf(statement, ns.saml, 'Attribute'),
  );
  if (elements.length > MAX_ATTRIBUTES) {
    throw new SamlRefusal(
      STEP,
      'attributes-too-many',
      `${elements.length} attributes, at most ${MAX_ATTRIBUTES}`,
    );
  }
  const found = new Map<string, RawAttribute>();
  let count = 0;
  for (const element of elements) {
    const attribute = readName(element);
    const key = JSON.stringify([attribute.name, attribute.nameFormat]);
    const known = found.get(key) ?? attribute;
    found.set(key, known);
    for (const value of childrenOf(element, ns.saml, 'AttributeValue')) {
      count += 1;
      if (count > MAX_ATTRIBUTE_VALUES) {
        throw new SamlRefusal(
          STEP,
          'attributes-too-many',
          `more than ${MAX_ATTRIBUTE_VALUES} attribute values`,
        );
      }
      known.values.push(readValue(value, attribute.name));
    }
  }
  return [...found.values()];
}

function readName(element: XmlElement): RawAttribute {
  const name = attributeOf(element, 'Name');
  if (!name) throw new SamlRefusal(STEP, 'attribute-malformed', 'an Attribute without a Name');
  const attribute: RawAttribute = { name, values: [] };
  const nameFormat = attributeOf(element, 'NameFormat');
  const friendlyName = attributeOf(element, 'FriendlyName');
  if (nameFormat !== undefined) attribute.nameFormat = nameFormat;
  if (friendlyName !== undefined) attribute.friendlyName = friendlyName;
  return attribute;
}

function readValue(element: XmlElement, name: string): RawAttributeValue {
  const [child, another] = element.children;
  const value = child && !another && isElement(child, ns.saml, 'NameID') ? readNameId(child) : element.text;
  const size = Buffer.byteLength(typeof value === 'string' ? value : value.value);
  if (size > MAX_VALUE_BYTES) {
    throw new SamlRefusal(STEP, 'attribute-value-too-long', `a value of "${name}" has ${size} bytes`);
  }
  return child && typeof value === 'string' ? { unsupportedElement: child.local } : value;
}
