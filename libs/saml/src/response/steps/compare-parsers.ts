import type { RawAttribute } from '@virlab/attributes';
import { SaxesParser } from 'saxes';
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
 * Reads the verified bytes a second time with a parser that others wrote, and requires the same issuer, name and
 * attributes. Two parsers that see two documents in one text have been the way into
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
  const root = parseSecond(source);
  const assertion = root.local === 'Assertion' ? root : root.children.find(isNamed('Assertion'));
  if (!assertion) return 'no assertion';
  const nameId = assertion.children.find(isNamed('Subject'))?.children.find(isNamed('NameID'));
  const values = assertion.children
    .filter(isNamed('AttributeStatement'))
    .flatMap(({ children }) => children.filter(isNamed('Attribute')))
    .flatMap(({ attributes, children }) =>
      children
        .filter(isNamed('AttributeValue'))
        .map((value) =>
          JSON.stringify([
            attributes.get('Name') ?? '',
            attributes.get('NameFormat') ?? '',
            valueText(value),
          ]),
        ),
    );
  const issuer = assertion.children.find(isNamed('Issuer'))?.text.trim() ?? '';
  return JSON.stringify([issuer, nameId?.text ?? null, values.sort()]);
}

function valueText({ text, children }: SecondElement): string {
  const [child, another] = children;
  if (!child) return text;
  return !another && isNamed('NameID')(child) ? child.text : '';
}

/** An element as the second reader sees it; attributes by the name they are written with. */
interface SecondElement {
  namespace: string;
  local: string;
  attributes: Map<string, string>;
  children: SecondElement[];
  text: string;
}

function parseSecond(source: string): SecondElement {
  const parser = new SaxesParser({ xmlns: true });
  const document: SecondElement = { namespace: '', local: '', attributes: new Map(), children: [], text: '' };
  const open = [document];
  const add = (text: string): void => {
    const current = open.at(-1);
    if (current) current.text += text;
  };
  parser.on('error', (error) => {
    throw new SamlRefusal(STEP, 'parsers-disagree', `the second reader does not read it: ${error.message}`);
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const values = new Map(Object.entries(attributes).map(([name, { value }]) => [name, value]));
    const element = { namespace: uri, local, attributes: values, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(source).close();
  return document.children[0] ?? document;
}

function isNamed(name: string): (element: SecondElement) => boolean {
  return ({ namespace, local }) => namespace === ns.saml && local === name;
}
