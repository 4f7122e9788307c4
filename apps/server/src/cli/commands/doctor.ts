import { checkBreakGlass } from '../checks/check-break-glass';
import { checkDatabase } from '../checks/check-database';
import { checkDataDirectory } from '../checks/check-data-directory';
import { checkHosts } from '../checks/check-hosts';
import { checkLab } from '../checks/check-lab';
import type { Finding } from '../checks/finding';
import type { Command } from '../command';
import { inLab } from '../open-lab';
import { readArgs } from '../read-args';

/** Looks at everything that has to be right for the server to do its work. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'look at settings, database, keys, providers and hosts',
  usage: `Usage: virlab doctor

Changes nothing. Each line says ok, note or bad; ends with 1 when something is bad.`,
  async run(args, { settings: readSettings, out, err }) {
    readArgs(args, {});
    let isBad = false;
    const tell = (findings: readonly Finding[]) => {
      for (const { state, what, detail } of findings) {
        if (state === 'bad') isBad = true;
        (state === 'bad' ? err : out)(`${state.padEnd(4)}  ${what}: ${detail}`);
      }
    };
    // Faults of the settings are told as such: without settings there is nothing to look at.
    const settings = readSettings();
    tell([{ state: 'ok', what: 'settings', detail: `public URL ${settings.origin}` }]);
    tell(await checkDataDirectory(settings.dataDir));
    const database = await checkDatabase(settings.databaseUrl);
    tell(database.findings);
    if (database.isUpToDate) {
      await inLab(settings, async (lab) => {
        tell(await checkLab(lab));
        tell(await checkBreakGlass(lab));
        tell(await checkHosts(lab));
      });
    }
    return isBad ? 1 : 0;
  },
};
