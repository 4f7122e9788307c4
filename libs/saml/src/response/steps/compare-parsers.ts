import type { RawAttribute } from '@virlab/attributes';
import { DOMParser } from '@xmldom/xmldom';
import { ns } from '../../xml/namespaces';
import type { NameId } from '../accepted-assertion';
import { SamlRefusal } from '../saml-refusal';

const STEP = 'compare-parsers';

/** What two readers must agree on: who says it, of whom, and what. */
export interface ReadTriple {
  issuer: string;
  nameId?: NameId;
  attributes: readonly RawAttribute[];
}

/**
 * Reads the verified bytes a second time with another parser, the one the signature was checked with, and requires
 * the same issuer, name and attributes. Two parsers that see two documents in one text have been the way into
 * several products; a difference is an attack or a defect, and neither may sign anybody in.
 *
 * @param source the text that holds the assertion as its document element or the child of it
 * @throws SamlRefusal `parsers-disagree`
 */
export function compareParsers(source: string, first: ReadTriple): void {
  const expected = flatten(first);
  const found = readSecond(source);
  if (expected === found) return;
  throw new SamlRefusal(
    STEP,
    'parsers-disagree',
    `first reader: ${expected.slice(0, 2000)}; second: ${found.slice(0, 2000)}`,
  );
}

/** One text per value, so that how values are grouped does not matter, only their names, order and content. */
function flatten({ issuer, nameId, attributes }: ReadTriple): string {
  const values = attributes.flatMap(({ name, nameFormat, values }) =>
    values.map((value) => {
      const text = typeof value === 'string' ? value : 'value' in value ? value.value : '';
      return JSON.stringify([name, nameFormat ?? '', text]);
    }),
  );
  return JSON.stringify([issuer, nameId?.value ?? null, values.sort()]);
}

function readSecond(source: string): string {
  const refuse = (message: string): never => {
    throw new SamlRefusal(STEP, 'parsers-disagree', `the second reader does not read it: ${message}`);
  };
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  const root = parser.parseFromString(source, 'text/xml').documentElement as Element | null;
  if (!root) return refuse('no document element');
  const assertion = root.localName === 'Assertion' ? root : elements(root, 'Assertion')[0];
  if (!assertion) return 'no assertion';
  const subject = elements(assertion, 'Subject')[0];
  const nameId = subject && elements(subject, 'NameID')[0];
  const values = elements(assertion, 'AttributeStatement')
    .flatMap((statement) => elements(statement, 'Attribute'))
    .flatMap((attribute) =>
      elements(attribute, 'AttributeValue').map((value) =>
        JSON.stringify([
          attribute.getAttribute('Name'),
          attribute.getAttribute('NameFormat') ?? '',
          valueText(value),
        ]),
      ),
    );
  const issuer = elements(assertion, 'Issuer')[0]?.textContent?.trim() ?? '';
  return JSON.stringify([issuer, nameId ? (nameId.textContent ?? '') : null, values.sort()]);
}

function valueText(value: Element): string {
  const children = [...Array.from(value.childNodes)].filter((node) => node.nodeType === 1) as Element[];
  const [child, another] = children;
  if (!child) return value.textContent ?? '';
  return !another && child.localName === 'NameID' && child.namespaceURI === ns.saml
    ? (child.textContent ?? '')
    : '';
}

function elements(parent: Element, local: string): Element[] {
  return Array.from(parent.childNodes).filter(
    (node): node is Element =>
      node.nodeType === 1 &&
      (node as Element).localName === local &&
      (node as Element).namespaceURI === ns.saml,
  );
}
