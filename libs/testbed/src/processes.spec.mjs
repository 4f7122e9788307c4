import http from 'node:http';
import net from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from './free-port.mjs';
import { isRunning, listProcesses, startTime } from './process-table.mjs';
import { spawnLogged, stopProcess } from './processes.mjs';
import { waitFor, waitForHttp, waitForLine, waitForListener } from './waiting.mjs';

const work = mkdtempSync('/tmp/processes-spec-');
const logFile = path.join(work, 'log');
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('spawnLogged', () => {
  it('should write what the program prints to the log file, and tell how it ended', async () => {
    const child = await spawnLogged('sh', ['-c', 'echo one; echo two >&2; exit 3'], { logFile });
    expect(await child.ended).toBe('exit status 3');
    expect(child.endedHow()).toBe('exit status 3');
    expect(child.lastLines()).toBe('one\ntwo');
  });

  it('should fail for a program that is not there', async () => {
    await expect(spawnLogged('/no/such/program', [], { logFile })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('should kill a program that does not listen to SIGTERM', async () => {
    const child = await spawnLogged('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 1; done'], {
      logFile,
    });
    await waitForLine(logFile, /^ready$/);
    expect(isRunning(child.pid)).toBe(true);
    await child.stop(100);
    expect(await child.ended).toBe('SIGKILL');
    expect(isRunning(child.pid)).toBe(false);
    await stopProcess(child.pid);
  });
});

describe('listProcesses', () => {
  it('should find this process under its program, with its arguments', () => {
    const mine = listProcesses().find(({ pid }) => pid === process.pid);
    expect(mine?.program).toBe('node');
    expect(startTime(process.pid)).toMatch(/^\d+$/);
    expect(startTime(2 ** 22 + 1)).toBeUndefined();
  });
});

describe('waitFor', () => {
  it('should name what did not come, and why, at the deadline', async () => {
    const check = () => Promise.reject(new Error('still asleep'));
    await expect(waitFor('the moon', check, { deadlineMs: 1 })).rejects.toMatchObject({
      code: 'waited-in-vain',
      message: 'the moon did not come within 1 ms',
      cause: new Error('still asleep'),
    });
  });

  it('should stop waiting once that is pointless', async () => {
    const options = { givenUp: () => 'the sky fell' };
    await expect(waitFor('the moon', () => false, options)).rejects.toThrow(
      'the moon will not come: the sky fell',
    );
  });

  it('should answer a line, a listener and an HTTP status when they come', async () => {
    const port = await freePort();
    const socket = path.join(work, 'socket');
    const waits = [
      waitForHttp(`http://127.0.0.1:${port}/`, { status: 204 }),
      waitForListener({ port }),
      waitForListener({ path: socket }),
    ];
    const server = http
      .createServer((_request, response) => response.writeHead(204).end())
      .listen(port, '127.0.0.1');
    const local = net.createServer().listen(socket);
    expect(await Promise.all(waits)).toEqual([true, true, true]);
    server.close();
    local.close();
    writeFileSync(logFile, 'first\r\nsecond\r\n');
    expect(await waitForLine(logFile, /^sec/)).toBe('second');
  });
});
