import 'reflect-metadata';
import { readSettings, SettingsFault } from './config/index';
import { createHttpApp } from './http-app';

/** Starts the server; on settings that cannot be, says all that is wrong with them and ends. */
async function main(): Promise<void> {
  const settings = readSettings();
  const app = await createHttpApp(settings);
  await app.listen(settings.listen.port, settings.listen.host);
  process.stdout.write(`virlab ready ${settings.origin}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof SettingsFault ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
  process.exit();
});
