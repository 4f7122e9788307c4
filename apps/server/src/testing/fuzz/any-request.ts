import type { OpenAPIObject } from '@nestjs/swagger';
import fc from 'fast-check';

/** A request as it goes over the wire; the path may be one that no library would send. */
export interface AnyRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

/** One route: method and path with its parameters in braces. */
export type Route = readonly [method: string, path: string];

/** Routes that answer browsers, not scripts, and so are not in the API document. */
const BROWSER_ROUTES: readonly Route[] = [
  ['GET', '/saml/metadata'],
  ['GET', '/saml/login'],
  ['POST', '/saml/acs'],
  ['GET', '/saml/slo'],
  ['GET', '/api/openapi.json'],
  ['GET', '/consoles/{ticket}'],
];

/** Every route of the server. */
export function routesOf(document: Pick<OpenAPIObject, 'paths'>): Route[] {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method): Route => [method.toUpperCase(), path]),
  );
  return [...described, ...BROWSER_ROUTES];
}

/** Names that objects have without being given them, and what file systems and databases read otherwise. */
const HOSTILE = [
  '',
  '.',
  '..',
  '*',
  '%',
  '\0',
  "'",
  '" OR 1=1 --',
  '__proto__',
  'constructor',
  'toString',
  '-1',
  '0',
  'NaN',
  '1e309',
  '9007199254740993',
  'x'.repeat(5_000),
  '\u{1F393}'.repeat(70),
  '\u202e\ufeff',
  'https://idp.uni.example/idp',
  'javascript:alert(1)',
  '//evil.example',
  '<a xmlns="urn:a"/>',
];

/** What stands where a value is expected: something that is there, something hostile, or anything at all. */
function value(known: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known) },
    { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
}

/** Percent-encoded as it should be, or bytes that are no UTF-8, or not encoded at all. */
function encoded(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: text.map((plain) => encodeURIComponent(plain)) },
    fc
      .uint8Array({ minLength: 1, maxLength: 8 })
      .map((bytes) => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')),
    fc.constantFrom('%', '%zz', '%E0%A4%A', '%2e%2e%2f', '%00', 'a%2Fb', ';', '[', 'a[b]', '+'),
  );
}

const QUERY_NAMES = [
  ...['kind', 'search', 'before', 'limit', 'person', 'target', 'lang', 'entityID', 'SAMLRequest'],
  ...['RelayState', '__proto__', 'a[b]', ''],
];

function query(known: readonly string[]): fc.Arbitrary<string> {
  const pair = fc
    .tuple(fc.oneof(fc.constantFrom(...QUERY_NAMES), fc.string({ maxLength: 5 })), encoded(value(known)))
    .map(([name, text]) => `${encodeURIComponent(name)}=${text}`);
  return fc.oneof(
    fc.constant(''),
    fc.array(pair, { maxLength: 5 }).map((pairs) => `?${pairs.join('&')}`),
  );
}

const ACTIONS = ['start', 'shutdown', 'force-off', 'restart', 'reset', 'pause', 'resume', 'revert'];

/** A body with the type it says it has: often what the route wants, or nearly so. */
function body(known: readonly string[]): fc.Arbitrary<{ type?: string; content?: Buffer }> {
  const near = fc.record(
    {
      action: fc.oneof(fc.constantFrom(...ACTIONS), value(known)),
      mode: fc.oneof(fc.constantFrom('control', 'watch'), fc.jsonValue()),
      __proto__: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const json = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...ACTIONS).map((action) => JSON.stringify({ action })) },
    { weight: 3, arbitrary: near.map((object) => JSON.stringify(object)) },
    fc.json(),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.nat(20_000).map((depth) => '{"a":'.repeat(depth)),
  );
  const response = fc.oneof(
    fc.constantFrom(
      '<a/>',
      '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>',
      '<!DOCTYPE a>',
    ),
    fc.string({ unit: 'binary', maxLength: 80 }),
  );
  const form = fc.oneof(
    response.map((xml) =>
      new URLSearchParams({ SAMLResponse: Buffer.from(xml).toString('base64') }).toString(),
    ),
    fc
      .array(fc.tuple(fc.constantFrom('SAMLResponse', 'RelayState', 'x'), encoded(value(known))), {
        maxLength: 4,
      })
      .map((pairs) => pairs.map((pair) => pair.join('=')).join('&')),
  );
  const of = (type: string, text: fc.Arbitrary<string>) =>
    text.map((content) => ({ type, content: Buffer.from(content) }));
  return fc.oneof(
    { weight: 6, arbitrary: of('application/json', json) },
    { weight: 3, arbitrary: of('application/x-www-form-urlencoded', form) },
    { weight: 2, arbitrary: fc.constant({}) },
    of('text/plain', fc.string({ maxLength: 20 })),
    fc
      .uint8Array({ maxLength: 60 })
      .map((bytes) => ({ type: 'application/json', content: Buffer.from(bytes) })),
  );
}

/** Header values: HTTP allows no others than these bytes (RFC 9110 section 5.5). */
const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 40,
});

const ODD_HEADERS = fc.record(
  {
    accept: fc.oneof(fc.constantFrom('application/xml', 'text/html', '*/*;q=x'), headerText),
    'accept-language': fc.oneof(fc.constantFrom('pt', 'en', '*'), headerText),
    'x-forwarded-for': fc.oneof(fc.constantFrom('203.0.113.9', '::1', ','), headerText),
    'if-none-match': headerText,
    'if-modified-since': headerText,
    range: fc.oneof(fc.constantFrom('bytes=0-0', 'bytes=9-1'), headerText),
    'user-agent': fc.oneof(headerText, fc.constant('x'.repeat(3_000))),
    'content-encoding': fc.constantFrom('gzip', 'br', 'x'),
  },
  { requiredKeys: [] },
);

const OTHER_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];

/**
 * Requests for some routes, from nearly right to absurd.
 *
 * @param known - ids and names that are there, so that requests come past the first look-up
 */
export function anyRequest(routes: readonly Route[], known: readonly string[]): fc.Arbitrary<AnyRequest> {
  // Where most can be sent, most can go wrong.
  const weighed = routes.flatMap((route) => (route[0] === 'POST' ? [route, route, route] : [route]));
  return fc
    .record({
      route: fc.constantFrom(...weighed),
      otherMethod: fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, fc.constantFrom(...OTHER_METHODS)),
      parameters: fc.array(encoded(value(known)), { minLength: 2, maxLength: 2 }),
      query: query(known),
      body: body(known),
      headers: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, ODD_HEADERS),
    })
    .map(({ route: [ownMethod, template], otherMethod, parameters, query: search, body: given, headers }) => {
      const method = otherMethod ?? ownMethod;
      let next = 0;
      const path = template.replaceAll(/\{\w+\}/g, () => parameters[next++] ?? 'x') + search;
      const hasBody = given.content !== undefined && !['GET', 'HEAD'].includes(method);
      return {
        method,
        path,
        headers: { ...headers, ...(hasBody && given.type ? { 'content-type': given.type } : {}) },
        ...(hasBody ? { body: given.content } : {}),
      };
    });
}
