import { Accounts, Users } from '../../identity/index';
import { ExplainRight } from '../../policies/index';
import { type Command, type ExitCode, UsageError } from '../command';
import { type Lab, inLab } from '../open-lab';
import { readArgs } from '../read-args';
import { whyText } from '../why-text';

/** Says why a person has a right, or has not. */
export const explain: Command = {
  name: 'explain',
  summary: 'say why a person has a right, or has not',
  usage: `Usage: virlab explain PERSON TARGET [--json] [--lang en|pt]

  PERSON        id, identifier or name of a known person
  TARGET        pool:NAME, class:NAME or role:NAME
      --json    the whole answer, as the API gives it
      --lang    language of the text to send to the university (default en)`,
  async run(args, { settings, out, err }) {
    const { positionals, values } = readArgs(
      args,
      { json: { type: 'boolean', default: false }, lang: { type: 'string', default: 'en' } },
      ['PERSON', 'TARGET'],
    );
    const [who = '', target = ''] = positionals;
    const language = values.lang === 'pt' ? 'pt' : 'en';
    if (values.lang !== language) throw new UsageError(`--lang ${String(values.lang)}: expected en or pt`);
    return inLab(settings(), async (lab): Promise<ExitCode> => {
      const found = await findPeople(lab, who);
      const [person] = found;
      if (person === undefined || found.length > 1) {
        err(found.length === 0 ? `nobody known is called "${who}"` : `"${who}" is several people:`);
        for (const { id, displayName } of found) err(`  ${id}  ${displayName}`);
        return 1;
      }
      const why = await lab.get(ExplainRight).run(person.id, target, language);
      out(values.json ? JSON.stringify(why, null, 2) : whyText(why));
      return 0;
    });
  },
};

async function findPeople(lab: Lab, who: string): Promise<{ id: string; displayName: string }[]> {
  const users = await lab.get(Users).all();
  const accounts = await lab.get(Accounts).all();
  const owners = new Set(accounts.filter(({ identifier }) => identifier === who).map(({ userId }) => userId));
  const exact = users.filter(({ id }) => id === who || owners.has(id));
  if (exact.length > 0) return exact;
  const name = who.toLocaleLowerCase();
  return users.filter(({ displayName }) => displayName.toLocaleLowerCase() === name);
}
