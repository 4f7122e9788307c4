import { BreakGlassAccounts, BreakGlassDrills } from '../../break-glass/index';
import { newId } from '../../platform/index';
import { type Command, type ExitCode, UsageError } from '../command';
import { BreakGlassOverHttp, DrillFailure } from '../drill/break-glass-over-http';
import { inLab, type Lab } from '../open-lab';
import { readArgs } from '../read-args';

interface Step {
  what: string;
  run(): Promise<void>;
}

/** Proves that break-glass works, against the running server. */
export const breakGlassDrill: Command = {
  name: 'break-glass drill',
  summary: 'prove that break-glass works, against the running server',
  usage: `Usage: virlab break-glass drill [--url URL]

Makes an account for one use, signs in by it over HTTP, checks what the session may do and that the alarm is raised, ends
it, checks that it is over, and removes the account. Each step says ok or bad; ends with 1 when one did not go well. The
drill and how it went are in the audit trail and on the page of break-glass. Run it beside the server, on its database.

      --url URL   where the server is reached; by default VIRLAB_PUBLIC_URL`,
  async run(args, { settings: readSettings, out, err, user }): Promise<ExitCode> {
    const { values } = readArgs(args, { url: { type: 'string' } });
    const settings = readSettings();
    const origin = values.url === undefined ? settings.origin : originOf(values.url);
    return inLab(settings, async (lab) => {
      const failed = await runDrill(lab, new BreakGlassOverHttp(origin), user, { out, err });
      await lab.get(BreakGlassDrills).note(user, failed);
      out(failed === null ? 'break-glass works' : 'break-glass does NOT work as it should');
      return failed === null ? 0 : 1;
    });
  },
};

/** Answers the first step that failed; null when all went well. The account is removed in any case. */
async function runDrill(
  lab: Lab,
  http: BreakGlassOverHttp,
  user: string,
  { out, err }: { out(text: string): void; err(text: string): void },
): Promise<string | null> {
  const accounts = lab.get(BreakGlassAccounts);
  const name = `drill-${newId().slice(0, 8)}`;
  let secret = '';
  const steps: Step[] = [
    {
      what: 'make an account for one use',
      run: async () => void (secret = await accounts.create(name, user, true)),
    },
    { what: 'sign in by it', run: () => http.signIn(name, secret) },
    { what: 'check what the session may do', run: () => http.checkAbilities() },
    { what: 'read what is protected', run: () => http.readProtected() },
    { what: 'check that the alarm is raised', run: () => http.checkAlarm(name) },
    { what: 'end it', run: () => http.end() },
    { what: 'check that it is over', run: () => http.checkEnded() },
  ];
  const cleanUp: Step = { what: 'remove the account', run: () => accounts.removeDrill(name) };
  const done = async ({ what, run }: Step) => {
    try {
      await run();
      out(`ok    ${what}`);
      return true;
    } catch (error) {
      err(`bad   ${what}: ${error instanceof DrillFailure ? error.message : String(error)}`);
      return false;
    }
  };
  let failed: string | null = null;
  for (const step of steps) {
    if (await done(step)) continue;
    failed = step.what;
    break;
  }
  // Also ends whoever is in by it, should a step have failed in between: without its account no session has rights.
  const isRemoved = await done(cleanUp);
  return failed ?? (isRemoved ? null : cleanUp.what);
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new UsageError(`--url "${text}" must be an http(s) URL such as https://virlab.example.edu`);
}
