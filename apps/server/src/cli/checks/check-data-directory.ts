import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Finding } from './finding';

/** Bits of a file's mode by which others than its owner may do something. */
const OTHERS = 0o077;

/** Looks at the private folder and at the keys in it: they must be there for their owner alone. */
export async function checkDataDirectory(folder: string): Promise<Finding[]> {
  const what = 'data directory';
  const mode = await modeOf(folder);
  if (mode === undefined) {
    return [
      { state: 'note', what, detail: `${folder} does not exist; the server makes it at its first start` },
    ];
  }
  return [privacyOf(what, folder, mode), ...(await checkKeys(path.join(folder, 'keys')))];
}

async function checkKeys(folder: string): Promise<Finding[]> {
  const what = 'keys';
  const mode = await modeOf(folder);
  if (mode === undefined) {
    return [{ state: 'note', what, detail: `${folder} does not exist; keys are made at the first start` }];
  }
  const files = (await readdir(folder)).filter((name) => /\.(pem|json)$/.test(name));
  const findings = [privacyOf(what, folder, mode)];
  for (const name of files) {
    const file = path.join(folder, name);
    const found = privacyOf('key', file, (await modeOf(file)) ?? 0);
    if (found.state === 'bad') findings.push(found);
  }
  return [...findings, { state: 'ok', what, detail: `${files.length} file(s)` }];
}

async function modeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mode;
  } catch {
    return undefined;
  }
}

function privacyOf(what: string, file: string, mode: number): Finding {
  if ((mode & OTHERS) === 0) return { state: 'ok', what, detail: `${file} is private` };
  const found = (mode & 0o777).toString(8).padStart(3, '0');
  return { state: 'bad', what, detail: `${file} has mode ${found}, others may get in; chmod go= ${file}` };
}
