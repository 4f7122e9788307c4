import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** True where xmlsec1, another implementation of XML signatures, is installed. */
export const hasXmlsec = spawnSync('xmlsec1', ['--version']).status === 0;

/** How many documents one process is given; it ends at the first that does not verify. */
const BATCH = 400;

/** Which elements carry an attribute called ID, as `namespace:name`, and the keys that are trusted, in PEM. */
export interface XmlsecSettings {
  idOf: readonly string[];
  publicKeys: readonly string[];
}

/** Asks xmlsec1 about each document: true where its first signature verifies. */
export function xmlsecVerdicts(documents: readonly string[], settings: XmlsecSettings): boolean[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-xmlsec-'));
  try {
    const keys = settings.publicKeys.map((pem, index) => write(folder, `key-${index}.pem`, pem));
    const options = [
      '--verify',
      ...keys.flatMap((file) => ['--pubkey-pem', file]),
      ...settings.idOf.flatMap((name) => [`--id-attr:ID`, name]),
    ];
    const files = documents.map((document, index) => write(folder, `${index}.xml`, document));
    const verdicts: boolean[] = [];
    while (verdicts.length < files.length) {
      const batch = files.slice(verdicts.length, verdicts.length + BATCH);
      verdicts.push(...firstVerdicts([...options, ...batch], batch.length));
    }
    return verdicts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The verdicts until the first that is bad; one at which xmlsec1 dies, as it does of deep nesting, is bad as well. */
function firstVerdicts(command: readonly string[], count: number): boolean[] {
  const run = spawnSync('xmlsec1', command, { maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' });
  if (run.error) throw run.error;
  const good = `${run.stdout}\n${run.stderr}`.match(/^OK$/gm)?.length ?? 0;
  if (run.status === 0 && good !== count)
    throw new Error(`xmlsec1 said nothing of some files: ${run.stderr}`);
  const verdicts = Array.from({ length: good }, () => true);
  return run.status === 0 ? verdicts : [...verdicts, false];
}

function write(folder: string, name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}
