import type { HostTest, hostTestRequestSchema } from '@virlab/contracts';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { z } from 'zod';
import { AuditRecorder } from '../audit/index';
import {
  DRIVER_KINDS,
  type DriverKind,
  DriverPool,
  faultsOfPlace,
  type HypervisorDriver,
} from '../hypervisors/index';
import { actorOf } from '../identity/index';
import { newId, VirlabError, type Viewer } from '../platform/index';
import { Templates } from '../pools/index';
import { type HostUnderTest, testHost } from './test-host';

/** Each boots a guest: more at once would cost those who work here their processors. */
const MOST_TESTS = 3;

/** Tests hosts before they are saved, a few at a time, one for each person. */
@Injectable()
export class HostTests implements OnApplicationShutdown {
  /** Those that are under way or being cleared up after. */
  private readonly slots = new Set<AbortController>();
  private readonly people = new Set<string>();
  private readonly open = new Set<HypervisorDriver>();
  private isClosed = false;

  constructor(
    @Inject(DRIVER_KINDS) private readonly kinds: readonly DriverKind[],
    private readonly drivers: DriverPool,
    private readonly templates: Templates,
    private readonly audit: AuditRecorder,
  ) {}

  /**
   * Tells how it stands, until it is finished; `leave` ends it, and what it began is cleared up in the background.
   *
   * @throws VirlabError `host-tests-full`, `template-not-found`, before anything is told
   */
  async begin(
    wish: z.output<typeof hostTestRequestSchema>,
    viewer: Viewer,
  ): Promise<{ states: AsyncGenerator<HostTest, void>; leave: () => void }> {
    const guest = wish.templateId === null ? null : await this.guestOf(wish.templateId);
    if (this.isClosed || this.slots.size >= MOST_TESTS || this.people.has(viewer.userId)) {
      throw new VirlabError('host-tests-full');
    }
    const stop = new AbortController();
    this.slots.add(stop);
    this.people.add(viewer.userId);
    const [fault] = faultsOfPlace(this.kinds, wish);
    const { uri, imagesDirectory, socketsDirectory } = wish;
    const place = { id: `test-${newId()}`, title: 'test', uri, imagesDirectory, socketsDirectory };
    let driver: HypervisorDriver | undefined;
    const host: HostUnderTest = {
      ...{ uri, guest, fault },
      open: () => {
        driver = this.drivers.openOnce(place);
        this.open.add(driver);
        return driver;
      },
      released: () => {
        this.slots.delete(stop);
        if (driver) this.open.delete(driver);
      },
    };
    return { states: this.follow(host, viewer, stop.signal), leave: () => stop.abort() };
  }

  /** Nobody waits any more, not even for guests to be taken away: the next start finds them by their name. */
  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    for (const stop of this.slots) stop.abort();
    await Promise.all([...this.open].map((driver) => driver.close().catch(() => undefined)));
  }

  private async *follow(
    host: HostUnderTest,
    viewer: Viewer,
    signal: AbortSignal,
  ): AsyncGenerator<HostTest, void> {
    let last: HostTest | undefined;
    try {
      for await (const test of testHost(host, signal)) {
        last = test;
        yield test;
      }
    } finally {
      this.people.delete(viewer.userId);
      const failed = last?.stages.find(({ state }) => state === 'failed');
      await this.audit.record({
        kind: 'host.tested',
        ...actorOf(viewer),
        outcome: failed || !last?.finished ? 'failed' : 'ok',
        ...(failed?.failure ? { code: failed.failure } : {}),
        facts: {
          // A URI that was refused may hold a password.
          ...(host.fault ? {} : { target: host.uri }),
          ...(failed ? { step: failed.stage } : {}),
          ...(last?.proof ? { runsBy: last.proof.kind } : {}),
        },
      });
    }
  }

  private async guestOf(templateId: string): Promise<HostUnderTest['guest']> {
    const found = (await this.templates.inUse([templateId])).get(templateId);
    if (!found) throw new VirlabError('template-not-found', { detail: `no template ${templateId}` });
    const { imagePath, memoryMiB, vcpus, readyLine } = found;
    return { imagePath, memoryMiB, vcpus, readyLine };
  }
}
