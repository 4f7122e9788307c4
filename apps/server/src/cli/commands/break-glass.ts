import { BreakGlassAccounts } from '../../break-glass/index';
import { type Command, UsageError } from '../command';
import { inLab } from '../open-lab';
import { readArgs } from '../read-args';

const NAME = /^[a-z][a-z0-9-]{1,31}$/;

/** Makes an account for an emergency. */
export const breakGlassCreate: Command = {
  name: 'break-glass create',
  summary: 'make an account for an emergency and tell its secret, once',
  usage: `Usage: virlab break-glass create NAME

NAME has 2 to 32 small letters, digits and hyphens, such as "lead". The secret is printed once and kept nowhere: write it
on paper, seal it, and keep it where two people can get at it. A disabled account of that name gets a new secret. Sign in
by it at /break-glass; prove that it works by "virlab break-glass drill".`,
  async run(args, { settings, out, user }) {
    const name = readName(args);
    const secret = await inLab(settings(), (lab) => lab.get(BreakGlassAccounts).create(name, user));
    out(`account  ${name}\nsecret   ${secret}\n\nIt is not shown again. Each use is on every admin's page.`);
    return 0;
  },
};

/** Lists the accounts for an emergency. */
export const breakGlassList: Command = {
  name: 'break-glass list',
  summary: 'list the accounts for an emergency',
  usage: `Usage: virlab break-glass list

Each line: the account's name, its state, when and by whom it was made. An account that was used wants a new secret:
disable it, then make it again.`,
  async run(args, { settings, out }) {
    readArgs(args, {});
    const accounts = await inLab(settings(), (lab) => lab.get(BreakGlassAccounts).list());
    if (accounts.length === 0) out('none; "virlab break-glass create NAME" makes one');
    const width = Math.max(...accounts.map(({ name }) => name.length));
    for (const { name, createdAt, createdBy, usedAt, disabledAt } of accounts) {
      const state = disabledAt ? 'disabled' : usedAt ? 'used' : 'sealed';
      const since = (disabledAt ?? usedAt ?? createdAt).toISOString();
      const made = `made ${createdAt.toISOString().slice(0, 10)} by ${createdBy}`;
      out([name.padEnd(width), state.padEnd(8), `since ${since}`, made].join('  '));
    }
    return 0;
  },
};

/** Disables an account for an emergency. */
export const breakGlassDisable: Command = {
  name: 'break-glass disable',
  summary: 'disable an account for an emergency, and end who is in by it',
  usage: `Usage: virlab break-glass disable NAME

Whoever is in by it is out within two seconds, on every server.`,
  async run(args, { settings, out, user }) {
    const name = readName(args);
    const ended = await inLab(settings(), (lab) => lab.get(BreakGlassAccounts).disable(name, user));
    out(`${name} is disabled; ${ended} session(s) ended`);
    return 0;
  },
};

function readName(args: string[]): string {
  const [name = ''] = readArgs(args, {}, ['NAME']).positionals;
  if (NAME.test(name)) return name;
  throw new UsageError(
    `"${name}" must have 2 to 32 small letters, digits and hyphens and begin with a letter`,
  );
}
