import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import { checkLastAdmin } from './check-last-admin';

const NOW = new Date('2026-11-21T10:00:00Z');
const person = (uid: string) => ({ idp: { entityId: 'x' }, attributes: { uid: [uid] } });

function tableOf(effects: unknown[]) {
  const when = { attr: 'uid', op: 'equals', value: 'helena' };
  const compiled = compilePolicy({ version: 1, id: 'p', rules: [{ id: 'r', name: 'R', when, effects }] });
  if (!compiled.ok) throw new Error('expected a policy that compiles');
  return compiled.table;
}

describe('checkLastAdmin (line 11)', () => {
  const admins = ['policy-admin', 'admin'];

  it('should pass when somebody known keeps the role', () => {
    expect(
      checkLastAdmin(tableOf([{ role: 'policy-admin' }]), [person('rita'), person('helena')], admins, NOW),
    ).toEqual([]);
  });

  it('should refuse when nobody known would keep it', () => {
    const [finding] = checkLastAdmin(tableOf([{ role: 'policy-admin' }]), [person('rita')], admins, NOW);
    expect(finding).toMatchObject({
      code: 'last-admin-lost',
      severity: 'error',
      message: 'nobody known would get "policy-admin" or "admin"',
    });
  });

  it('should not count a role for one course, nor another role', () => {
    expect(
      checkLastAdmin(
        tableOf([{ role: 'admin', scope: 'cs101' }, { role: 'student' }]),
        [person('helena')],
        admins,
        NOW,
      ),
    ).toHaveLength(1);
  });
});
