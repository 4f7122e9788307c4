import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { demoPort, isFree } from './demo-port.mjs';

it('should give every demo three ports of its own, which no system gives away by itself', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => demoPort()));
  const rows = ports.flatMap((port) => [port, port + 1, port + 2]);
  expect(new Set(rows).size).toBe(60);
  expect(Math.min(...rows)).toBeGreaterThanOrEqual(20_000);
  expect(Math.max(...rows)).toBeLessThan(32_768);
});

it('should pass over ports of which one is taken', async () => {
  /** @type {number[]} */
  const asked = [];
  const port = await demoPort(async (one) => {
    asked.push(one);
    return asked.length !== 2 && asked.length !== 6;
  });
  expect(asked).toHaveLength(9);
  expect(asked.slice(6)).toEqual([port, port + 1, port + 2]);
});

it('should see what listens', async () => {
  const port = await demoPort();
  expect(await isFree(port)).toBe(true);
  const server = createServer();
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve(undefined))));
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  expect(await isFree(port)).toBe(false);
});
