import { MAX_RELAY_STATE_BYTES, MAX_RESPONSE_BYTES } from '../limits';
import { SamlRefusal } from '../saml-refusal';

const STEP = 'decode-body';
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const BASE64_GROWTH = 4 / 3;
/** Line breaks that some providers put into the base64 text. */
const MAX_BREAKS_SHARE = 1.1;

/** The two form fields of the HTTP-POST binding (SAML bindings 3.5), as the web server parsed them. */
export interface ResponseBody {
  SAMLResponse: unknown;
  RelayState?: unknown;
}

/**
 * Turns the form into the text of the message: one value of each field, strict base64, UTF-8, no byte order mark.
 *
 * @throws SamlRefusal `response-missing`, `response-repeated`, `response-too-large`, `response-not-base64`,
 *   `response-not-utf8`, `relay-state-malformed`
 */
export function decodeBody(body: ResponseBody): { xml: string; relayState: string | undefined } {
  return { xml: decodeMessage(body.SAMLResponse), relayState: readRelayState(body.RelayState) };
}

function decodeMessage(field: unknown): string {
  if (field === undefined || field === null || field === '') {
    throw new SamlRefusal(STEP, 'response-missing', 'no SAMLResponse in the form');
  }
  // A web server gives an array (or an object) when the parameter came more than once.
  if (typeof field !== 'string') {
    throw new SamlRefusal(STEP, 'response-repeated', `SAMLResponse must be one string, got ${typeof field}`);
  }
  if (field.length > MAX_RESPONSE_BYTES * BASE64_GROWTH * MAX_BREAKS_SHARE) {
    throw new SamlRefusal(STEP, 'response-too-large', `${field.length} characters of base64`);
  }
  const base64 = field.replace(/[\r\n\t ]/g, '');
  const bytes = Buffer.from(base64, 'base64');
  // Encoding again catches what the lenient decoder passes over: a length that is no multiple of four, stray bits.
  if (!BASE64.test(base64) || bytes.toString('base64') !== base64) {
    throw new SamlRefusal(STEP, 'response-not-base64', 'SAMLResponse is not canonical base64');
  }
  if (bytes.length > MAX_RESPONSE_BYTES) {
    throw new SamlRefusal(STEP, 'response-too-large', `${bytes.length} bytes, at most ${MAX_RESPONSE_BYTES}`);
  }
  return decodeUtf8(bytes);
}

function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SamlRefusal(STEP, 'response-not-utf8', 'the message is not valid UTF-8', { cause });
  }
  if (text.startsWith('\uFEFF') || text.includes('\0')) {
    throw new SamlRefusal(STEP, 'response-not-utf8', 'the message holds a byte order mark or a NUL');
  }
  return text;
}

function readRelayState(field: unknown): string | undefined {
  if (field === undefined || field === null || field === '') return undefined;
  if (typeof field !== 'string' || Buffer.byteLength(field) > MAX_RELAY_STATE_BYTES) {
    throw new SamlRefusal(
      STEP,
      'relay-state-malformed',
      `RelayState must be one string of at most ${MAX_RELAY_STATE_BYTES} bytes`,
    );
  }
  return field;
}
