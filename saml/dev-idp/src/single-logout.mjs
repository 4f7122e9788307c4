import { RefusedRequestError } from './authn-request.mjs';
import {
  isOurNameId,
  issuerOf,
  logoutRequestXml,
  logoutResponseXml,
  readLogoutRequest,
  readLogoutResponse,
} from './logout-messages.mjs';
import { readRedirect, signedRedirect, verifyRedirect } from './redirect-binding.mjs';

/**
 * @typedef {import('./service-providers.mjs').RegisteredSp} RegisteredSp
 * @typedef {{ spEntityId: string, status: string }} LogoutOutcome - what one service said; "Success" when all is well
 * @typedef {{ redirect: string } | { outcomes: LogoutOutcome[] }} LogoutStep - where the browser goes next, or the end
 * @typedef {{ waiting: { spEntityId: string, id: string }, rest: import('./practice-sessions.mjs').Participant[],
 *   outcomes: LogoutOutcome[] }} RunningLogout
 */

/**
 * Single logout by HTTP-Redirect (saml-profiles-2.0 section 4.4), messages signed both ways: a service asks us, and we
 * ask services one after another.
 */
export class SingleLogout {
  /** Logouts that we began, by the relay state that comes back. @type {Map<string, RunningLogout>} */
  #running = new Map();
  #options;

  /**
   * @param {{ entityId: string, sloUrl: string, privateKey: string, now: () => Date,
   *   sessions: import('./practice-sessions.mjs').PracticeSessions, services: () => Promise<RegisteredSp[]> }} options
   */
  constructor(options) {
    this.#options = options;
  }

  /**
   * Takes a message of a service.
   *
   * @param {string} query
   * @returns {Promise<LogoutStep>}
   * @throws {RefusedRequestError}
   */
  async take(query) {
    const isRequest = new URLSearchParams(query).has('SAMLRequest');
    const parameter = isRequest ? 'SAMLRequest' : 'SAMLResponse';
    const root = readRedirect(query, parameter);
    const sp = await this.#service(issuerOf(root));
    verifyRedirect(query, parameter, sp.signingCertificates);
    return isRequest ? this.#answer(query, root, sp) : this.#goOn(query, root, sp);
  }

  /**
   * Signs somebody out of every service, beginning with the first.
   *
   * @param {import('./practice-sessions.mjs').Participant[]} participants
   * @returns {Promise<LogoutStep>}
   */
  begin(participants) {
    return this.#ask(participants, []);
  }

  /** @param {string} query @param {Element} root @param {RegisteredSp} sp @returns {LogoutStep} */
  #answer(query, root, sp) {
    const { entityId, sloUrl, privateKey, now, sessions } = this.#options;
    const { id, destination, nameId, sessionIndexes } = readLogoutRequest(root);
    this.#requireDestination(destination, sloUrl);
    const { response: location } = this.#addresses(sp);
    const asked = { spEntityId: sp.entityId, nameId: nameId.value, sessionIndexes };
    const isKnown = isOurNameId(nameId, entityId, sp.entityId) && sessions.endFor(asked) !== undefined;
    const xml = logoutResponseXml({
      issuer: entityId,
      destination: location,
      inResponseTo: id,
      isKnown,
      now: now(),
    });
    const relayState = new URLSearchParams(query).get('RelayState') ?? undefined;
    return { redirect: signedRedirect({ location, parameter: 'SAMLResponse', xml, relayState, privateKey }) };
  }

  /** @param {string} query @param {Element} root @param {RegisteredSp} sp @returns {Promise<LogoutStep>} */
  async #goOn(query, root, sp) {
    const { inResponseTo, destination, status } = readLogoutResponse(root);
    this.#requireDestination(destination, this.#options.sloUrl);
    const running = this.#running.get(new URLSearchParams(query).get('RelayState') ?? '');
    if (running?.waiting.id !== inResponseTo || running.waiting.spEntityId !== sp.entityId) {
      throw new RefusedRequestError(
        'wrong-in-response-to',
        `nobody asked ${sp.entityId} by "${inResponseTo}"`,
      );
    }
    this.#running.delete(inResponseTo);
    return this.#ask(running.rest, [...running.outcomes, { spEntityId: sp.entityId, status }]);
  }

  /**
   * @param {import('./practice-sessions.mjs').Participant[]} participants
   * @param {LogoutOutcome[]} outcomes
   * @returns {Promise<LogoutStep>}
   */
  async #ask([participant, ...rest], outcomes) {
    if (participant === undefined) return { outcomes };
    const { entityId, privateKey, now } = this.#options;
    const { spEntityId } = participant;
    const sp = await this.#service(spEntityId);
    if (sp.logout === undefined) return this.#ask(rest, [...outcomes, { spEntityId, status: 'not offered' }]);
    const { request: location } = this.#addresses(sp);
    const { id, xml } = logoutRequestXml({
      issuer: entityId,
      destination: location,
      participant,
      now: now(),
    });
    this.#running.set(id, { waiting: { spEntityId, id }, rest, outcomes });
    return {
      redirect: signedRedirect({ location, parameter: 'SAMLRequest', xml, relayState: id, privateKey }),
    };
  }

  /** @param {string} entityId */
  async #service(entityId) {
    const sp = (await this.#options.services()).find((one) => one.entityId === entityId);
    if (sp === undefined)
      throw new RefusedRequestError('unknown-sp', `the service "${entityId}" is not registered here`);
    return sp;
  }

  /** @param {RegisteredSp} sp */
  #addresses({ entityId, logout }) {
    if (logout === undefined)
      throw new RefusedRequestError(
        'no-slo',
        `the metadata of ${entityId} has no SingleLogoutService by HTTP-Redirect`,
      );
    return logout;
  }

  /** @param {string} found @param {string} expected */
  #requireDestination(found, expected) {
    if (found !== expected)
      throw new RefusedRequestError(
        'wrong-destination',
        `the message is meant for ${found}, expected ${expected}`,
      );
  }
}
