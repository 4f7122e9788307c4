import { inflateRawSync } from 'node:zlib';
import { MAX_LOGOUT_MESSAGE_BYTES } from './limits';
import { LogoutRefusal } from './logout-refusal';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Turns base64 of a deflated message into its text (SAML bindings 3.4.4.1), never larger than the limit.
 *
 * @throws LogoutRefusal `message-not-base64`, `message-too-large`, `message-not-deflated`, `message-not-utf8`
 */
export function inflateMessage(encoded: string): string {
  const base64 = encoded.replace(/[\r\n\t ]/g, '');
  const bytes = Buffer.from(base64, 'base64');
  // Encoding again catches what the lenient decoder passes over.
  if (!BASE64.test(base64) || bytes.toString('base64') !== base64) {
    throw new LogoutRefusal('message-not-base64', 'the message is not canonical base64');
  }
  return toText(inflate(bytes));
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAX_LOGOUT_MESSAGE_BYTES });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      const detail = `inflates to more than ${MAX_LOGOUT_MESSAGE_BYTES} bytes`;
      throw new LogoutRefusal('message-too-large', detail, cause);
    }
    throw new LogoutRefusal('message-not-deflated', 'the message cannot be inflated', cause);
  }
}

function toText(bytes: Buffer): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new LogoutRefusal('message-not-utf8', 'the message is not valid UTF-8', cause);
  }
  if (text.startsWith('\uFEFF') || text.includes('\0')) {
    throw new LogoutRefusal('message-not-utf8', 'the message holds a byte order mark or a NUL');
  }
  return text;
}
