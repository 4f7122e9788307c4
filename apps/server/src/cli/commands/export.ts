import { writeFile } from 'node:fs/promises';
import { ExportResources } from '../../resources/index';
import type { Command } from '../command';
import { inLab } from '../open-lab';
import { readArgs } from '../read-args';

/** Writes the lab as a resource file. */
export const exportLab: Command = {
  name: 'export',
  summary: 'write the lab as a resource file',
  usage: `Usage: virlab export [-o FILE]

  -o, --output FILE   write to a file (readable by its owner only) instead of standard output

Writes what apply reads.`,
  async run(args, { settings, out }) {
    const { values } = readArgs(args, { output: { type: 'string', short: 'o' } });
    const text = await inLab(settings(), (lab) => lab.get(ExportResources).run());
    if (values.output === undefined) out(text.trimEnd());
    else await writeFile(values.output, text, { mode: 0o600 });
    return 0;
  },
};
