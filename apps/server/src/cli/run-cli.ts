import { SettingsFault } from '../config/index';
import { VirlabError } from '../platform/index';
import { faultText, ResourceFaults } from '../resources/index';
import { type Command, type ExitCode, type Surroundings, UsageError } from './command';
import { apply } from './commands/apply';
import { auditVerify } from './commands/audit-verify';
import { breakGlassCreate, breakGlassDisable, breakGlassList } from './commands/break-glass';
import { breakGlassDrill } from './commands/break-glass-drill';
import { doctor } from './commands/doctor';
import { explain } from './commands/explain';
import { exportLab } from './commands/export';
import { keysActivate, keysAdd, keysRemove, keysRetire } from './commands/keys-change';
import { keysList } from './commands/keys-list';
import { metadataRefresh } from './commands/metadata-refresh';
import { migrate } from './commands/migrate';
import { policyDryRun } from './commands/policy-dry-run';
import { policyTest } from './commands/policy-test';

/** Every command, in the order of the list. */
const commands: readonly Command[] = [
  migrate,
  apply,
  exportLab,
  explain,
  policyTest,
  policyDryRun,
  metadataRefresh,
  keysList,
  keysAdd,
  keysActivate,
  keysRetire,
  keysRemove,
  breakGlassCreate,
  breakGlassList,
  breakGlassDisable,
  breakGlassDrill,
  auditVerify,
  doctor,
];

/** Runs one command of the operator's tool; tells whatever is wrong on the error stream. */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { out, err } = surroundings;
  const [first] = args;
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    out(overview());
    return first === undefined ? 2 : 0;
  }
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => args[at] === word));
  if (!command) {
    err(`unknown command "${args.slice(0, 2).filter(isWord).join(' ') || first}"\n\n${overview()}`);
    return 2;
  }
  const rest = args.slice(command.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    out(command.usage);
    return 0;
  }
  try {
    return await command.run([...rest], surroundings);
  } catch (error) {
    return tell(error, command, err);
  }
}

function tell(error: unknown, { name, usage }: Command, err: (text: string) => void): ExitCode {
  if (error instanceof UsageError) {
    err(`virlab ${name}: ${error.message}\n\n${usage}`);
    return 2;
  }
  if (error instanceof ResourceFaults) for (const fault of error.faults) err(faultText(fault));
  else if (error instanceof VirlabError)
    err(`${error.code}: ${error.publicDetail ?? error.detail ?? error.code}`);
  else if (error instanceof SettingsFault) err(error.message);
  else err(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  return 1;
}

function isWord(text: string): boolean {
  return !text.startsWith('-');
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Usage: virlab COMMAND [OPTIONS]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'virlab COMMAND --help tells more. Settings are read from VIRLAB_… variables.',
  ].join('\n');
}
