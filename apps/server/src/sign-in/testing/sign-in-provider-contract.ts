import { isErrorCode } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VirlabError } from '../../platform/index';
import type { SignInAnswer, SignInProvider, SignInStart } from '../sign-in-provider';

/** A sign-in provider with a world around it that a spec can steer. */
export interface SignInProviderWorld {
  provider: SignInProvider;
  /** An issuer that may be used, one that is switched off, and one that nobody knows. */
  issuers: { usable: string; switchedOff: string; unknown: string };
  /** What comes back when a person with an identifier signed in where `start` sent them. */
  answer(start: SignInStart, released?: { identifier: boolean }): Promise<SignInAnswer>;
  /** What comes back when the person was not let in there. */
  failure(start: SignInStart): Promise<SignInAnswer>;
  close(): Promise<void>;
}

/** What every way to sign in must keep to; its spec calls this with a world of its own. */
export function signInProviderContract(name: string, makeWorld: () => Promise<SignInProviderWorld>): void {
  describe(`the sign-in provider ${name}`, () => {
    let world: SignInProviderWorld;
    beforeAll(async () => (world = await makeWorld()), 60_000);
    afterAll(() => world.close());

    const begin = (target = '/machines') => world.provider.begin({ issuer: world.issuers.usable, target });
    const codeOf = async (work: Promise<unknown>) => {
      const thrown = await work.then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(thrown).toBeInstanceOf(VirlabError);
      const { code, status } = thrown as VirlabError;
      expect(isErrorCode(code)).toBe(true);
      expect(status).toBeLessThan(500);
      return code;
    };

    it('should offer what may be used and nothing else', async () => {
      const options = await world.provider.describe();
      const ids = options.map(({ id }) => id);
      expect(ids).toContain(world.issuers.usable);
      expect(ids).not.toContain(world.issuers.switchedOff);
      for (const option of options) {
        expect(option.provider).toBe(world.provider.id);
        expect(option.url).toMatch(/^\/[^/]/);
      }
    });

    it('should begin each sign-in with a secret of its own', async () => {
      const [one, two] = await Promise.all([begin(), begin()]);
      expect(URL.canParse(one.redirectTo)).toBe(true);
      expect(one.cookie.name).not.toBe(two.cookie.name);
      expect(one.cookie.value).not.toBe(two.cookie.value);
      expect(one.redirectTo).not.toContain(one.cookie.value);
    });

    it('should say who it is, and where they wanted to go', async () => {
      const start = await begin('/machines/7');
      const completed = await world.provider.complete(await world.answer(start));
      expect(completed.target).toBe('/machines/7');
      expect(completed.spentCookie).toBe(start.cookie.name);
      const { identity } = completed;
      expect(identity).toMatchObject({ provider: world.provider.id, issuer: world.issuers.usable });
      expect(identity.identifier).not.toBe('');
      expect(identity.displayName).not.toBe('');
    });

    it('should keep released values out of the facts for the audit', async () => {
      const { identity } = await world.provider.complete(await world.answer(await begin()));
      const facts = JSON.stringify(identity.facts);
      for (const value of Object.values(identity.release.attributes).flat())
        expect(facts).not.toContain(value);
    });

    it('should take an answer from the browser that began, and from no other', async () => {
      const answer = await world.answer(await begin());
      const elsewhere = { ...answer, cookie: () => undefined };
      const withAnother = { ...answer, cookie: () => 'another secret' };
      expect(await codeOf(world.provider.complete(elsewhere))).toBe('sign-in-other-browser');
      expect(await codeOf(world.provider.complete(withAnother))).toBe('sign-in-other-browser');
      await expect(world.provider.complete(answer)).resolves.toBeDefined();
    });

    it('should take an answer once, however many come at the same moment', async () => {
      const answer = await world.answer(await begin());
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () => world.provider.complete(answer)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') await codeOf(Promise.reject(outcome.reason as Error));
      }
      await codeOf(world.provider.complete(answer));
    });

    it('should not sign in whom the issuer did not let in', async () => {
      await codeOf(world.provider.complete(await world.failure(await begin())));
    });

    it('should refuse who cannot be recognised, and name the issuer', async () => {
      const answer = await world.answer(await begin(), { identifier: false });
      const thrown = await world.provider.complete(answer).catch((error: unknown) => error);
      expect(thrown).toMatchObject({
        code: 'sign-in-no-identifier',
        context: { idp: world.issuers.usable },
      });
    });

    it('should not begin where nobody is known, or where it is switched off', async () => {
      const { unknown, switchedOff } = world.issuers;
      const beginAt = (issuer: string) => codeOf(world.provider.begin({ issuer, target: '/' }));
      expect(await beginAt(unknown)).toBe('sign-in-unknown-provider');
      expect(await beginAt(switchedOff)).toBe('sign-in-provider-disabled');
    });

    it.each([{}, { SAMLResponse: 7 }, { SAMLResponse: ['a', 'b'] }, { code: '\0', state: '' }])(
      'should call nonsense by a code of ours: %j',
      async (fields) => {
        await codeOf(world.provider.complete({ fields, cookie: () => 'x' }));
      },
    );
  });
}
