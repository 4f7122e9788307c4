import { setTimeout as pause } from 'node:timers/promises';

/** How long the server may take for one answer. */
const ANSWER_MS = 15_000;
/** Roles hold these; a drill that lacks one has not proved that somebody could mend things. */
const NEEDED = [
  'policy.publish',
  'people.read',
  'federation.write',
  'hosts.read',
  'audit.read',
  'grants.write',
];
const REASON = 'Drill: proving that break-glass works';
/** Another server on the same database hears of an end within two seconds. */
const END_TRIES = 10;
const END_PAUSE_MS = 500;

/** One step of a drill did not go as it should. */
export class DrillFailure extends Error {
  readonly code = 'drill-failed';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DrillFailure';
  }
}

/** What a browser would do with an account for an emergency, over HTTP, a step a method. Each throws DrillFailure. */
export class BreakGlassOverHttp {
  private cookie = '';

  /** @param origin - where the running server is reached, without a slash at the end */
  constructor(private readonly origin: string) {}

  async signIn(account: string, secret: string): Promise<void> {
    const answer = await this.ask('/api/break-glass/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, secret, reason: REASON }),
    });
    if (answer.status !== 204) throw new DrillFailure(await wordsOf(answer));
    const [line = ''] = answer.headers.getSetCookie();
    this.cookie = line.split(';')[0] ?? '';
    if (this.cookie === '') throw new DrillFailure('the answer set no cookie');
  }

  async checkAbilities(): Promise<void> {
    const answer = await this.ask('/api/session');
    if (answer.status !== 200) throw new DrillFailure(await wordsOf(answer));
    const { abilities, expiresAt } = (await answer.json()) as { abilities: string[]; expiresAt: string };
    const missing = NEEDED.filter((ability) => !abilities.includes(ability));
    if (missing.length > 0) throw new DrillFailure(`the session lacks ${missing.join(', ')}`);
    if (Number.isNaN(Date.parse(expiresAt))) throw new DrillFailure('the session has no end');
  }

  async readProtected(): Promise<void> {
    const answer = await this.ask('/api/audit?limit=1');
    if (answer.status !== 200) throw new DrillFailure(await wordsOf(answer));
    await answer.arrayBuffer();
  }

  /** The alarm as every admin sees it. */
  async checkAlarm(account: string): Promise<void> {
    const answer = await this.ask('/api/break-glass');
    if (answer.status !== 200) throw new DrillFailure(await wordsOf(answer));
    const { active } = (await answer.json()) as { active: { account: string }[] };
    if (!active.some((one) => one.account === account)) throw new DrillFailure('no alarm is raised');
  }

  async end(): Promise<void> {
    const answer = await this.ask('/api/session', { method: 'DELETE' });
    if (answer.status !== 200) throw new DrillFailure(await wordsOf(answer));
  }

  async checkEnded(): Promise<void> {
    for (let left = END_TRIES; ; left--) {
      const answer = await this.ask('/api/audit?limit=1');
      await answer.arrayBuffer();
      if (answer.status === 401) return;
      if (left === 1) throw new DrillFailure(`the ended session still gets ${answer.status}, not 401`);
      await pause(END_PAUSE_MS);
    }
  }

  private async ask(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(new URL(path, this.origin), {
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_MS),
        ...init,
        headers: {
          origin: this.origin,
          accept: 'application/json',
          ...(this.cookie ? { cookie: this.cookie } : {}),
          ...init.headers,
        },
      });
    } catch (error) {
      const { message, cause } = error as Error;
      const why = cause instanceof Error ? cause.message : message;
      throw new DrillFailure(`${this.origin} does not answer: ${why}`, { cause: error });
    }
  }
}

async function wordsOf(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    const { code, title } = JSON.parse(text) as { code?: string; title?: string };
    return `${answer.status} ${code ?? ''}: ${title ?? ''}`;
  } catch {
    return `${answer.status} from something that is no Virlab`;
  }
}
