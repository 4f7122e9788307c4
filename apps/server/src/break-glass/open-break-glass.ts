import type { OpenBreakGlass as Typed } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { afterCommit, retryTransaction } from '../database/index';
import { BREAK_GLASS_PROVIDER, LinkAccount, sessionRefOf, Sessions } from '../identity/index';
import { Bus, Clock, currentRequest, Log, newId, VirlabError } from '../platform/index';
import type { BreakGlassAccountEntity } from './break-glass-account.entity';
import { BreakGlassAccounts } from './break-glass-accounts';
import { BreakGlassSessionEntity } from './break-glass-session.entity';
import { CheckSecret } from './check-secret';
import { FailedTries } from './failed-tries';

/** How long it lasts, whatever is done. */
export const LASTS_MS = 60 * 60_000;

/** Lets somebody in by an account for an emergency, and raises the alarm. Asks no policy and no identity provider. */
@Injectable()
export class OpenBreakGlass {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly log: Log,
    private readonly audit: AuditRecorder,
    private readonly accounts: BreakGlassAccounts,
    private readonly tries: FailedTries,
    private readonly check: CheckSecret,
    private readonly linkAccount: LinkAccount,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Answers the secret of the session, for the cookie.
   *
   * @throws VirlabError `break-glass-refused`, the same for every cause; `break-glass-locked`; `too-busy`
   */
  async run({ account: typed, secret, reason }: Typed): Promise<{ secret: string }> {
    const name = typed.toLowerCase();
    const address = currentRequest()?.address ?? '';
    this.tries.require(name, address);
    this.tries.note(name, address);
    const account = await this.accounts.find(name);
    const fits = await this.check.run(secret, account?.secretHash);
    const opened = account && fits ? await this.open(account, reason) : undefined;
    if (!opened) throw await this.refuse(account);
    this.tries.forgive(name, address);
    return opened;
  }

  private open(account: BreakGlassAccountEntity, reason: string): Promise<{ secret: string } | undefined> {
    return retryTransaction(this.source, async (manager) => {
      if (!(await this.accounts.noteUse(account, manager))) return undefined;
      const { name, isDrill } = account;
      const linked = await this.linkAccount.run(
        {
          provider: BREAK_GLASS_PROVIDER,
          issuer: BREAK_GLASS_PROVIDER,
          identifierType: 'name',
          identifier: name,
          displayName: `Break-glass ${name}`,
        },
        manager,
      );
      const startedAt = this.clock.now();
      const endsAt = new Date(startedAt.getTime() + LASTS_MS);
      const { session, secret } = await this.sessions.open(
        { userId: linked.user.id, accountId: linked.account.id, expiresAt: endsAt },
        manager,
      );
      await manager.insert(BreakGlassSessionEntity, {
        id: newId(),
        sessionId: session.id,
        account: name,
        ...{ reason, isDrill, startedAt, endsAt },
        endedAt: null,
      });
      await this.audit.record(
        {
          kind: 'break-glass.opened',
          actor: { id: linked.user.id, displayName: linked.user.displayName, as: 'break-glass' },
          subject: { kind: 'break-glass', id: name, title: name },
          sessionRef: sessionRefOf(session),
          facts: { reason, endsAt: endsAt.toISOString(), ...(isDrill ? { drill: 'yes' } : {}) },
        },
        manager,
      );
      afterCommit(manager, () => {
        this.log.warn({ account: name, reason, endsAt, isDrill }, 'break-glass was opened');
        this.bus.tell({ type: 'break-glass-changed' });
      });
      return { secret };
    });
  }

  /** A name that is no account is not written down: it may be a secret that was typed into the wrong field. */
  private async refuse(account: BreakGlassAccountEntity | null): Promise<VirlabError> {
    const error = new VirlabError('break-glass-refused');
    await this.audit.record({
      kind: 'break-glass.refused',
      outcome: 'refused',
      code: error.code,
      actor: { displayName: 'somebody', as: 'unknown' },
      ...(account ? { subject: { kind: 'break-glass', id: account.name, title: account.name } } : {}),
    });
    this.log.warn({ account: account?.name ?? 'unknown' }, 'break-glass was refused');
    return error;
  }
}
