import 'reflect-metadata';
import { readSettings, SettingsFault } from './config/index';
import { createHttpApp } from './http-app';
import { ResourceFaults } from './resources/index';

/** Starts the server; on settings or resource files that cannot be, says all that is wrong with them and ends. */
async function main(): Promise<void> {
  const settings = readSettings();
  const app = await createHttpApp(settings);
  await app.listen(settings.listen.port, settings.listen.host);
  process.stdout.write(`virlab ready ${settings.origin}\n`);
}

main().catch((error: unknown) => {
  const isTold = error instanceof SettingsFault || error instanceof ResourceFaults;
  process.stderr.write(`${isTold ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
  process.exit();
});
