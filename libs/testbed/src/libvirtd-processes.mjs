import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listProcesses } from './process-table.mjs';

const DAEMONS = new Set(['libvirtd', 'virtlogd', 'virtlockd']);
const GUEST = /^qemu-system-/;

/**
 * Lists the daemons that live in the directory. Both a program of libvirt's and our directory in its environment are
 * asked for: somebody's editor or pager on a file in there is none of ours.
 *
 * @param {string} directory
 * @returns {number[]} process ids
 */
export function daemonsIn(directory) {
  return listProcesses()
    .filter(
      ({ program, environment }) =>
        DAEMONS.has(program) && environment.some((entry) => entry.includes(`=${directory}/`)),
    )
    .map(({ pid }) => pid);
}

/**
 * Lists the guests, and the throw-away QEMU processes of capability probes, whose monitor lies in the directory.
 *
 * @param {string} directory
 * @returns {number[]} process ids
 */
export function guestsIn(directory) {
  return listProcesses()
    .filter(({ program, args }) => GUEST.test(program) && args.some((arg) => arg.includes(`${directory}/`)))
    .map(({ pid }) => pid);
}

/**
 * Lists the controllers of containers; a container ends with its controller.
 *
 * @param {string} runDirectory - where their daemon keeps what runs, `lxc` of its run-time folder
 * @returns {number[]} process ids
 */
export function containersIn(runDirectory) {
  if (!existsSync(runDirectory)) return [];
  const noted = new Set(
    readdirSync(runDirectory)
      .filter((name) => name.endsWith('.pid'))
      .map((name) => Number(readFileSync(path.join(runDirectory, name), 'utf8'))),
  );
  return listProcesses()
    .filter(({ pid, program }) => program === 'libvirt_lxc' && noted.has(pid))
    .map(({ pid }) => pid);
}
