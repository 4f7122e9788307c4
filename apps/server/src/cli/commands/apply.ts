import { ApplyResources } from '../../resources/index';
import { type Command, type ExitCode, UsageError } from '../command';
import { inLab } from '../open-lab';
import { readArgs } from '../read-args';

/** Makes the lab what resource files say. */
export const apply: Command = {
  name: 'apply',
  summary: 'make the lab what resource files say',
  usage: `Usage: virlab apply -f FILE [-f FILE …] [--dry-run]

  -f, --file FILE   a file of YAML documents with kind: Class, Template, Host, Pool,
                    IdentityProvider or Policy; may be given several times
      --dry-run     say what would become of each resource, and change nothing

All of it is applied, or nothing. Every fault is told as file:line:column: message.`,
  async run(args, { settings, out, err, user }) {
    const { values } = readArgs(args, {
      file: { type: 'string', short: 'f', multiple: true },
      'dry-run': { type: 'boolean', default: false },
    });
    const files = values.file ?? [];
    if (files.length === 0) throw new UsageError('-f FILE missing');
    const dryRun = values['dry-run'] ?? false;
    return inLab(settings(), async (lab): Promise<ExitCode> => {
      const actor = { displayName: user, as: 'command line' };
      const { resources, people } = await lab.get(ApplyResources).run(files, { dryRun, actor });
      for (const { kind, name, result } of resources) out(`${result.padEnd(9)}  ${kind}/${name}`);
      if (people?.decided)
        out(`decided anew about ${people.decided} account(s), ${people.changed} of them changed`);
      if (dryRun) out('dry run: nothing was changed');
      if (!people?.failed) return 0;
      err(`could not decide about ${people.failed} account(s); the server tries again when it starts`);
      return 1;
    });
  },
};
