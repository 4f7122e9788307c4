import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NAME = '@unraid/libvirt';
const VERSION = '2.2.1';
/** It is compiled while it is installed. */
const INSTALL_MS = 180_000;
const HEADER = '/usr/include/libvirt/libvirt.h';
const DIRECTORY = path.join(tmpdir(), `virlab-bench-native-libvirt-${VERSION}`);

/** As much of the native binding as is measured. */
export interface NativeHypervisor {
  connectOpen(): Promise<void>;
  connectClose(): Promise<void>;
  connectListAllDomains(): Promise<
    { getUUIDString(): Promise<string>; getInfo(): Promise<{ state: number }> }[]
  >;
}

export type NativeBinding = { Hypervisor: new (options: { uri: string }) => NativeHypervisor };

/**
 * Installs the native binding in a folder of its own, outside of the packages of the product: nobody who only builds or
 * tests has to compile it.
 *
 * @returns null once it is there, or why it cannot be
 */
export async function installNativeBinding(): Promise<string | null> {
  if (existsSync(path.join(DIRECTORY, 'installed'))) return null;
  if (!existsSync(HEADER))
    return `${NAME} needs libvirt's headers to be compiled (Debian: libvirt-dev, g++, make)`;
  await mkdir(DIRECTORY, { recursive: true });
  await writeFile(path.join(DIRECTORY, 'package.json'), '{"private":true}\n');
  try {
    const args = ['install', '--no-audit', '--no-fund', '--save-exact', `${NAME}@${VERSION}`];
    await run('npm', args, { cwd: DIRECTORY, timeout: INSTALL_MS });
    loadNativeBinding();
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return `${NAME} could not be installed: ${first}`;
  }
  await writeFile(path.join(DIRECTORY, 'installed'), '');
  return null;
}

/** The binding that `installNativeBinding` has put there; by path, as it may only be imported by name. */
export function loadNativeBinding(): NativeBinding {
  const entry = path.join(DIRECTORY, 'node_modules', NAME, 'dist/index.js');
  return createRequire(import.meta.url)(entry) as NativeBinding;
}
