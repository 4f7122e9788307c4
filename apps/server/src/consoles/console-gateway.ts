import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type WebSocket, WebSocketServer } from 'ws';
import { AuditRecorder } from '../audit/index';
import { Settings } from '../config/index';
import { DriverPool } from '../hypervisors/index';
import {
  Clock,
  Log,
  newRequestId,
  sha256,
  toVirlabError,
  VirlabError,
  type Viewer,
  ViewerSource,
  withRequestContext,
} from '../platform/index';
import { OpenConsole } from './open-console';
import { OpenConsoles } from './open-consoles';
import { RedeemTicket } from './redeem-ticket';

const ROUTE = /^\/consoles\/([A-Za-z0-9_-]{43})$/;
/** The largest message of a viewer is a clipboard of 256 KiB; see libs/rfb. */
const LARGEST_MESSAGE = 512 * 1024;
/** Most consoles one process carries; more are told to come back. */
const MOST_CONSOLES = 2_000;
const PING_MS = 30_000;

/**
 * `GET /consoles/{ticket}` with an upgrade to WebSocket, subprotocol `binary`. A strange origin or address is refused
 * before the upgrade; every other refusal is told by a close code, because a browser cannot see more.
 */
@Injectable()
export class ConsoleGateway implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LARGEST_MESSAGE,
    handleProtocols: (offered) => (offered.has('binary') ? 'binary' : false),
  });

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly settings: Settings,
    private readonly viewers: ViewerSource,
    private readonly redeem: RedeemTicket,
    private readonly consoles: OpenConsoles,
    private readonly drivers: DriverPool,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const server = this.adapter.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request, socket, head) => this.onUpgrade(request, socket, head));
  }

  /** Closes every socket: the HTTP server would wait for them for ever. */
  beforeApplicationShutdown(): void {
    this.consoles.endAll();
    for (const socket of this.sockets.clients) socket.close(1001);
  }

  private onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = ROUTE.exec(new URL(request.url ?? '/', this.settings.origin).pathname)?.[1];
    if (!ticket) return refuseUpgrade(socket, 404);
    // Browsers always send Origin with a WebSocket; one from elsewhere would ride on the person's cookie (ASVS 4.4.2).
    if (request.headers.origin !== this.settings.origin) return refuseUpgrade(socket, 403);
    if (this.consoles.count >= MOST_CONSOLES) return refuseUpgrade(socket, 503);
    const context = {
      requestId: newRequestId(),
      address: request.socket.remoteAddress,
      port: request.socket.remotePort,
      userAgent: request.headers['user-agent'],
    };
    this.sockets.handleUpgrade(request, socket, head, (opened) => {
      void withRequestContext(context, () => this.serve(opened, request, ticket));
    });
  }

  private async serve(socket: WebSocket, request: IncomingMessage, ticket: string): Promise<void> {
    // Nothing is read before the right is sure.
    socket.pause();
    socket.on('error', () => undefined);
    const stopPings = keepAlive(socket);
    let viewer: Viewer | null = null;
    try {
      viewer = await this.viewers.viewerOf(request);
      if (!viewer) throw new VirlabError('not-signed-in');
      const redeemed = await this.redeem.run(viewer, ticket);
      const console = new OpenConsole(viewer, redeemed, socket, this.drivers.of(redeemed.host));
      this.consoles.add(console);
      await this.attend(console);
    } catch (error) {
      await this.refuse(socket, viewer, toVirlabError(error));
    } finally {
      stopPings();
    }
  }

  private async attend(console: OpenConsole): Promise<void> {
    const { viewer, redeemed } = console;
    const startedAt = this.clock.now().getTime();
    const about = {
      actor: { id: viewer.userId, displayName: viewer.displayName, as: 'owner' },
      subject: { kind: 'machine', id: redeemed.machine.id, title: redeemed.machine.name },
      sessionRef: sha256(viewer.sessionId).slice(0, 16),
    };
    const facts = {
      console: console.id,
      mode: redeemed.mode,
      activation: String(redeemed.machine.activation),
    };
    let isOpen = false;
    const end = await console
      .run(async () => {
        await this.audit.record({ kind: 'console.opened', ...about, facts });
        isOpen = true;
      })
      .finally(() => this.consoles.remove(console));
    await this.audit.record({
      ...(isOpen
        ? { kind: 'console.closed' }
        : { kind: 'console.refused', outcome: 'failed', code: end.reason }),
      ...about,
      facts: {
        ...facts,
        reason: end.reason,
        seconds: String(Math.round((this.clock.now().getTime() - startedAt) / 1000)),
        bytesToViewer: String(end.count.toViewer),
        bytesToDisplay: String(end.count.toDisplay),
      },
    });
  }

  private async refuse(socket: WebSocket, viewer: Viewer | null, error: VirlabError): Promise<void> {
    socket.resume();
    socket.close(error.wsClose, error.code);
    if (error.status >= 500) this.log.error({ err: error, code: error.code }, 'console refused');
    await this.audit
      .record({
        kind: 'console.refused',
        outcome: 'refused',
        code: error.code,
        ...(viewer ? { actor: { id: viewer.userId, displayName: viewer.displayName, as: 'viewer' } } : {}),
        ...(viewer ? { sessionRef: sha256(viewer.sessionId).slice(0, 16) } : {}),
      })
      .catch((cause: unknown) => this.log.error({ err: cause }, 'a refused console could not be recorded'));
  }
}

/** Finds browsers that went without a word: no pong between two pings ends the socket. */
function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, PING_MS);
  return () => clearInterval(timer);
}

function refuseUpgrade(socket: Duplex, status: 403 | 404 | 503): void {
  const words = { 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' }[status];
  socket.end(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
