import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} ProcessEntry
 * @property {number} pid
 * @property {string} program - the file name of what it was started as, e.g. "libvirtd"
 * @property {string[]} args - its command line
 * @property {string[]} environment - "NAME=value"; empty where we may not look
 */

/**
 * Lists the processes of this machine from /proc (proc(5)). Kernel threads, the dead and those that end meanwhile
 * are left out.
 *
 * @returns {ProcessEntry[]}
 */
export function listProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((entry) => entry !== undefined);
}

/**
 * Answers whether the process exists and is not a zombie: a zombie has ended, only nobody has asked for its status.
 *
 * @param {number} pid
 */
export function isRunning(pid) {
  return !/^[ZX]?$/.test(statusFields(pid)[0] ?? '');
}

/**
 * Answers when the process was started, in clock ticks since the machine's start (field 22 of proc(5)'s stat).
 *
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process
 */
export function startTime(pid) {
  return statusFields(pid)[19];
}

/**
 * @param {number} pid
 * @returns {string[]} the fields of /proc/pid/stat from the third (the state) on; none when there is no such process
 */
function statusFields(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
    return status.slice(status.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** @param {number} pid @returns {ProcessEntry | undefined} */
function readProcess(pid) {
  const args = readList(`/proc/${pid}/cmdline`);
  if (args[0] === undefined || !isRunning(pid)) return undefined;
  return { pid, program: path.basename(args[0]), args, environment: readList(`/proc/${pid}/environ`) };
}

/** @param {string} file @returns {string[]} */
function readList(file) {
  try {
    return readFileSync(file, 'utf8').split('\0').slice(0, -1);
  } catch {
    return [];
  }
}
