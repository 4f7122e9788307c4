const HOUR_MS = 60 * 60 * 1000;

/**
 * @typedef {object} Tampering - one thing that is wrong with a response
 * @property {string} words - for the list on the page
 * @property {(model: import('./response-xml.mjs').ResponseModel) => import('./response-xml.mjs').ResponseModel} [model] -
 *   changes what the response says before it is signed
 * @property {(xml: string) => string} [signed] - changes it after it was signed
 * @property {boolean} [plain] - leaves the assertion unencrypted
 * @property {boolean} [otherKey] - signs with a key that is in nobody's metadata
 * @property {boolean} [replay] - sends the last response of this provider once more
 */

/** @param {import('./response-xml.mjs').ResponseModel} model @param {number} ms @returns {import('./response-xml.mjs').ResponseModel} */
function shifted(model, ms) {
  /** @param {Date} date */
  const shift = (date) => new Date(date.getTime() + ms);
  return {
    ...model,
    issueInstant: shift(model.issueInstant),
    notBefore: shift(model.notBefore),
    notOnOrAfter: shift(model.notOnOrAfter),
    sessionNotOnOrAfter: shift(model.sessionNotOnOrAfter),
  };
}

/**
 * What the tests let this provider do wrong, by name. Off unless it was started with `--allow-tampering`.
 *
 * @type {Record<string, Tampering>}
 */
export const TAMPERINGS = {
  expired: { words: 'valid until an hour ago', model: (model) => shifted(model, -HOUR_MS) },
  'not-yet-valid': { words: 'valid in an hour', model: (model) => shifted(model, HOUR_MS) },
  'wrong-audience': {
    words: 'for another service',
    model: (model) => ({ ...model, audience: 'https://another-service.example/sp' }),
  },
  'wrong-recipient': {
    words: 'confirmed for another address',
    model: (model) => ({ ...model, recipient: 'https://another-service.example/acs' }),
  },
  'wrong-destination': {
    words: 'addressed elsewhere',
    model: (model) => ({ ...model, destination: 'https://another-service.example/acs' }),
  },
  'wrong-in-response-to': {
    words: 'an answer to a request nobody sent',
    model: (model) => ({ ...model, inResponseTo: '_0000000000000000000000000000000000000000' }),
  },
  unsolicited: {
    words: 'an answer to no request',
    model: (model) => ({ ...model, inResponseTo: undefined }),
  },
  'wrong-issuer': {
    words: 'in the name of another provider',
    model: (model) => ({ ...model, issuer: 'https://idp.another.example/saml/idp' }),
  },
  'not-signed-in': {
    words: 'says that the sign-in failed',
    model: (model) => ({ ...model, failure: 'AuthnFailed' }),
  },
  'tampered-content': {
    words: 'changed after it was signed',
    signed: (xml) => xml.replace(/ IssueInstant="\d{4}/, ' IssueInstant="2099'),
  },
  'tampered-signature': {
    words: 'a broken signature',
    signed: (xml) =>
      xml.replace(/(SignatureValue>)(.)/, (_all, tag, first) => `${tag}${first === 'A' ? 'B' : 'A'}`),
  },
  unsigned: {
    words: 'no signature',
    signed: (xml) => xml.replace(/<ds:Signature [\s\S]*?<\/ds:Signature>/, ''),
  },
  'other-key': { words: 'signed with an unknown key', otherKey: true },
  'plain-assertion': { words: 'not encrypted', plain: true },
  replay: { words: 'the last response once more', replay: true },
};
