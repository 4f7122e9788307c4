import { describe, expect, it, onTestFinished } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { RefreshEntitlements } from '../policies/index';
import { adminsRule, furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { createTestApp } from '../testing/create-test-app';
import { DraftGate } from './draft-gate';

/** Three versions, and somebody who goes back from the third one. */
const begin = async (approval: string) => {
  const test = await createTestApp({ environment: { VIRLAB_POLICY_APPROVAL: approval } });
  onTestFinished(() => test.close());
  const proof = { of: () => Promise.resolve({ id: 'run', brakes: [] }) };
  Object.assign(test.app.get(DraftGate, { strict: false }), { proof });
  await furnish(test);
  for (const rules of [studentsRule, '', studentsRule.replace('vms: 1', 'vms: 2')])
    await publish(test, policyOf(adminsRule + rules));
  const carla = await test.signIn({ release: { attributes: { eduPersonEntitlement: ['admin'] } } });
  await test.app.get(RefreshEntitlements, { strict: false }).run(carla.account.id);
  const rollBack = async (version: number) => {
    const answer = await test.request(`/api/policy/versions/${version}/roll-back`, {
      method: 'POST',
      cookie: carla.cookie,
      body: JSON.stringify({ comment: 'It was better before', inForce: 3 }),
      headers: { 'content-type': 'application/json' },
    });
    return { status: answer.status, body: await answer.json() };
  };
  return { test, rollBack };
};

describe('going back to an old version of the policy', () => {
  it('should lead into the draft from further back than one version where two persons are wanted', async () => {
    const { test, rollBack } = await begin('two-persons');
    expect(await rollBack(1)).toMatchObject({
      status: 409,
      body: {
        code: 'approval-needed',
        detail: expect.stringMatching(/^version 1 is not .* has to be loaded into the draft/) as string,
      },
    });
    const told = await test.source.manager.findBy(AuditEventEntity, { kind: 'policy.rolled-back' });
    expect(told).toMatchObject([{ outcome: 'refused', code: 'approval-needed' }]);
  });

  it('should let one person take back the last publication even then', async () => {
    const { rollBack } = await begin('two-persons');
    expect(await rollBack(2)).toMatchObject({ status: 200, body: { version: 4, result: 'published' } });
  });

  it('should let one person go back any distance where one is enough', async () => {
    const { rollBack } = await begin('one-person');
    expect(await rollBack(1)).toMatchObject({ status: 200, body: { version: 4, result: 'published' } });
  });
});
