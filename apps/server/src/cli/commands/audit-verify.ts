import { VerifyAuditChain } from '../../audit/index';
import type { Command } from '../command';
import { inLab } from '../open-lab';
import { readArgs } from '../read-args';

/** Verifies the audit trail. */
export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'verify that nobody changed the audit trail',
  usage: `Usage: virlab audit verify

Recomputes the chain of hashes over the whole trail. Ends with 1 when it is broken, and says where.`,
  async run(args, { settings, out, err }) {
    readArgs(args, {});
    const { unbroken, events, brokenAt } = await inLab(settings(), (lab) => lab.get(VerifyAuditChain).run());
    if (unbroken) out(`unbroken, ${events} event(s)`);
    else err(`broken at event ${brokenAt ?? '?'}; the ${events} event(s) before it are whole`);
    return unbroken ? 0 : 1;
  },
};
