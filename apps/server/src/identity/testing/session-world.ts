import type { Response } from 'express';
import { AuditRecorder } from '../../audit/index';
import { readSettings } from '../../config/index';
import type { ScratchDatabase } from '../../database/testing/scratch-database';
import { Bus, Log } from '../../platform/index';
import { SettableClock } from '../../testing/settable-clock';
import { LinkAccount } from '../link-account';
import { ReadSession } from '../read-session';
import { SessionSecrets } from '../session-secrets';
import { Sessions } from '../sessions';

const settings = readSettings({ VIRLAB_PUBLIC_URL: 'http://localhost:3000', VIRLAB_LOG_LEVEL: 'silent' });
const COOKIE = /^virlab-session=([A-Za-z0-9_-]{43});/;

/** One server's sessions on a scratch database, with a clock that a spec moves. */
export class SessionWorld {
  readonly clock = new SettableClock();
  readonly bus = new Bus(new Log(settings));
  readonly secrets = new SessionSecrets(this.scratch.source, this.clock);
  readonly sessions = new Sessions(
    this.scratch.source,
    this.clock,
    this.bus,
    new AuditRecorder(this.scratch.source, this.clock),
    this.secrets,
  );
  readonly reading = new ReadSession(this.sessions, this.secrets, settings, this.clock);

  constructor(readonly scratch: ScratchDatabase) {}

  /** Opens a session of a person; answers it with its first secret. */
  async open() {
    const { account, user } = await new LinkAccount(this.scratch.source, this.clock).run({
      provider: 'saml',
      issuer: 'https://idp.example',
      identifierType: 'subject-id',
      identifier: 'ana@uni.example',
      displayName: 'Ana Silva',
    });
    return this.sessions.open({ userId: user.id, accountId: account.id });
  }

  /** An ordinary request with this secret: the code of its refusal, and the new secret that its answer carries. */
  async ask(secret: string): Promise<{ refused?: string; next?: string }> {
    const lines: string[] = [];
    const answer = {
      cookie: (name: string, value: string) => lines.push(`${name}=${value};`),
      getHeader: () => undefined,
      setHeader: () => undefined,
    } as unknown as Response;
    try {
      const found = await this.reading.run({ headers: { cookie: `virlab-session=${secret}` } }, answer);
      const next = lines.flatMap((line) => COOKIE.exec(line)?.[1] ?? [])[0];
      return { ...(found ? {} : { refused: 'unknown' }), ...(next ? { next } : {}) };
    } catch (error) {
      return { refused: (error as { code: string }).code };
    }
  }

  /** A request that only shows the secret, as an event stream or a console does. */
  async show(secret: string): Promise<string | undefined> {
    try {
      await this.reading.run({ headers: { cookie: `virlab-session=${secret}` } });
      return undefined;
    } catch (error) {
      return (error as { code: string }).code;
    }
  }
}
