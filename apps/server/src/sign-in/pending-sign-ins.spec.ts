import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { SettableClock } from '../testing/settable-clock';
import { PendingSignInEntity } from './pending-sign-in.entity';
import { PENDING_MS, PendingSignIns } from './pending-sign-ins';
import { UsedAssertionEntity } from './used-assertion.entity';
import { UsedAssertions } from './used-assertions';

const IDP = 'https://idp.uni.example/idp';

describe.each(scratchEngines)('pending sign-ins on %s', (engine) => {
  let scratch: ScratchDatabase;
  let clock: SettableClock;
  let pending: PendingSignIns;
  let used: UsedAssertions;
  beforeAll(async () => (scratch = await openScratchDatabase(engine, entities)), 30_000);
  afterAll(() => scratch.drop());
  beforeEach(async () => {
    clock = new SettableClock();
    pending = new PendingSignIns(scratch.source, clock);
    used = new UsedAssertions(scratch.source, clock);
    for (const table of [PendingSignInEntity, UsedAssertionEntity]) {
      await scratch.source.getRepository(table).deleteAll();
    }
    await pending.open({ requestId: '_1', idpEntityId: IDP, secret: 'cookie', target: '/machines' });
  });
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'taken',
      (error: { code: string }) => error.code,
    );

  it('should give what was opened to the one who holds the secret', async () => {
    expect(await pending.take('_1', 'cookie')).toMatchObject({ idpEntityId: IDP, target: '/machines' });
  });

  it('should be taken by exactly one of fifty at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => codeOf(pending.take('_1', 'cookie'))),
    );
    expect(outcomes.filter((code) => code === 'taken')).toHaveLength(1);
    expect(outcomes.filter((code) => code === 'saml-replayed')).toHaveLength(49);
  });

  it('should not be used up by who does not hold the secret', async () => {
    for (const secret of [undefined, '', 'another', 'cookie ']) {
      expect(await codeOf(pending.take('_1', secret))).toBe('sign-in-other-browser');
    }
    expect(await codeOf(pending.take('_1', 'cookie'))).toBe('taken');
  });

  it('should not be found by a name that is nearly its own', async () => {
    for (const requestId of ['_1 ', '_01', '', '_'.repeat(5000)]) {
      expect(await codeOf(pending.take(requestId, 'cookie'))).toBe('sign-in-expired');
    }
  });

  it('should expire, and be forgotten only then', async () => {
    clock.advance(PENDING_MS - 1);
    await pending.sweep();
    expect(await scratch.source.getRepository(PendingSignInEntity).count()).toBe(1);
    clock.advance(1);
    expect(await codeOf(pending.take('_1', 'cookie'))).toBe('sign-in-expired');
    await pending.sweep();
    expect(await scratch.source.getRepository(PendingSignInEntity).count()).toBe(0);
  });

  it('should use an assertion of one issuer once, for as long as it could come again', async () => {
    const until = new Date(clock.now().getTime() + 60_000);
    await used.use(IDP, '_a', until);
    expect(await codeOf(used.use(IDP, '_a', until))).toBe('saml-replayed');
    expect(await codeOf(used.use('https://idp.other.example', '_a', until))).toBe('taken');
    await used.sweep();
    expect(await codeOf(used.use(IDP, '_a', until))).toBe('saml-replayed');
    clock.advance(60_000);
    await used.sweep();
    expect(await scratch.source.getRepository(UsedAssertionEntity).count()).toBe(0);
  });
});
