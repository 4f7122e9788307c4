import 'reflect-metadata';
import { userInfo } from 'node:os';
import { runCli } from './cli/index';
import { readSettings } from './config/index';

/** The operator's tool. Its words go to standard output, what is wrong to standard error, and no log in between. */
async function main(): Promise<void> {
  const write = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${text}\n`);
  process.exitCode = await runCli(process.argv.slice(2), {
    settings: () => readSettings(),
    out: write(process.stdout),
    err: write(process.stderr),
    user: userInfo().username,
  });
}

void main();
