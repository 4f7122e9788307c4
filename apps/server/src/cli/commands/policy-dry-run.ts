import type { Brake } from '@virlab/contracts';
import { DryRuns } from '../../dry-runs/index';
import { readPolicyFile } from '../../resources/index';
import { type Command, type ExitCode, UsageError } from '../command';
import { inLab } from '../open-lab';
import { readArgs } from '../read-args';

/** Says what publishing a policy would do to everybody who is known. */
export const policyDryRun: Command = {
  name: 'policy dry-run',
  summary: 'say who would gain and lose what by a policy, and change nothing',
  usage: `Usage: virlab policy dry-run -f FILE [--json]

  -f, --file FILE   the policy, of its own or in a resource file
      --json        everything that was found, as the API gives it

Ends with 1 when more people would lose access than is allowed without a typed word.`,
  async run(args, { settings, out, err, user }) {
    const { values } = readArgs(args, {
      file: { type: 'string', short: 'f' },
      json: { type: 'boolean', default: false },
    });
    if (values.file === undefined) throw new UsageError('-f FILE missing');
    const { source } = await readPolicyFile(values.file);
    return inLab(settings(), async (lab): Promise<ExitCode> => {
      const run = await lab.get(DryRuns).begin(
        {
          ofVersion: null,
          draftRevision: null,
          source,
        },
        { userId: `operator ${user}`, displayName: user },
      );
      await run.ended;
      const { result, state, code } = run;
      if (state !== 'done') {
        err(`the dry run ended as ${state}${code === undefined ? '' : `: ${code}`}`);
        return 1;
      }
      if (values.json) out(JSON.stringify(result, null, 2));
      else {
        const { figures, touches, missing, done } = result;
        out(
          `${done} people: ${figures.gain} gain, ${figures.lose} lose, ${figures.change} change, ${figures.same} stay`,
        );
        if (missing > 0) out(`${missing} of them are not known any more by what was released`);
        out(
          `${touches.runningMachines} running machines and ${touches.openConsoles} open consoles would be touched`,
        );
        for (const brake of result.brakes) err(brakeText(brake));
      }
      return result.brakes.length === 0 ? 0 : 1;
    });
  },
};

function brakeText({ title, lose, of, percent, limitPercent }: Brake): string {
  return `brake: ${title}: ${lose} of ${of} (${percent} %) would lose access, more than ${limitPercent} %`;
}
