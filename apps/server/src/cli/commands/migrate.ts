import { openDataSource } from '../../database/index';
import { entities } from '../../entities';
import type { Command } from '../command';
import { readArgs } from '../read-args';

/** Brings the database's schema up to date. The server does so by itself when it starts. */
export const migrate: Command = {
  name: 'migrate',
  summary: 'bring the database up to date',
  usage: `Usage: virlab migrate

Makes the tables that this version needs. Safe to repeat.`,
  async run(args, { settings, out }) {
    readArgs(args, {});
    const source = await openDataSource(settings().databaseUrl, entities);
    try {
      const done = await source.runMigrations({ transaction: 'each' });
      for (const { name } of done) out(`done  ${name}`);
      if (done.length === 0) out('nothing to do: the schema is up to date');
      return 0;
    } finally {
      await source.destroy();
    }
  },
};
