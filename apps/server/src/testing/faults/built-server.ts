import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePort, spawnLogged, waitForHttp } from '@virlab/testbed';
import { build } from 'vite';
import { installRoot } from '../../platform/index';

type Running = Awaited<ReturnType<typeof spawnLogged>>;

/** The server as it ships: built, in a process of its own that a spec may kill. */
export class BuiltServer {
  private process: Running | undefined;

  private constructor(
    private readonly folder: string,
    private readonly dataDir: string,
    private readonly databaseUrl: string,
    private readonly port: number,
  ) {}

  /** Builds it anew, beside what is built for use: an old one would prove nothing. */
  static async build(options: { dataDir: string; databaseUrl: string }): Promise<BuiltServer> {
    const root = installRoot();
    // Beside the real place, so that packages and our SAML defaults are found from it.
    const dist = path.join(root, 'dist');
    mkdirSync(dist, { recursive: true });
    const folder = mkdtempSync(path.join(dist, 'server-'));
    const server = path.join(root, 'apps', 'server');
    await build({
      root: server,
      configFile: path.join(server, 'vite.config.ts'),
      logLevel: 'error',
      // Beside the server as it ships the same with fault points in it.
      build: {
        outDir: folder,
        rolldownOptions: { input: { killable: path.join(server, 'src/testing/faults/killable.ts') } },
      },
    });
    return new BuiltServer(folder, options.dataDir, options.databaseUrl, await freePort());
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it answers. `killable` ends itself at the fault point that the file KILL_AT says. */
  async start(entry: 'main' | 'killable' = 'main'): Promise<void> {
    const logFile = path.join(this.dataDir, 'server.log');
    const running = await spawnLogged(process.execPath, [path.join(this.folder, `${entry}.js`)], {
      logFile,
      appendLog: true,
      cwd: this.dataDir,
      env: {
        PATH: process.env['PATH'],
        VIRLAB_PUBLIC_URL: this.origin,
        VIRLAB_LISTEN: `127.0.0.1:${this.port}`,
        VIRLAB_DATABASE_URL: this.databaseUrl,
        VIRLAB_DATA_DIR: this.dataDir,
        VIRLAB_LOG_LEVEL: 'warn',
      },
    });
    this.process = running;
    await waitForHttp(`${this.origin}/readyz`, {
      givenUp: () => running.endedHow() && `it ended (${running.endedHow()}):\n${running.lastLines()}`,
    });
  }

  /** Sends it a signal that it handles. */
  signal(name: NodeJS.Signals): void {
    if (this.isRunning && this.process) process.kill(this.process.pid, name);
  }

  /** Kills it as `kill -9` does, and waits until it is dead. */
  async kill(): Promise<void> {
    if (!this.process || this.process.endedHow() !== undefined) return;
    process.kill(this.process.pid, 'SIGKILL');
    await this.process.ended;
  }

  /** Resolves when it is dead, by whatever. */
  async died(): Promise<void> {
    await this.process?.ended;
  }

  get isRunning(): boolean {
    return this.process !== undefined && this.process.endedHow() === undefined;
  }

  lastLines(): string {
    return this.process?.lastLines() ?? '';
  }

  async close(): Promise<void> {
    await this.process?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
