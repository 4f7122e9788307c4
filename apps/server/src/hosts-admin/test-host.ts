import { HOST_TEST_STAGES, type HostTest, type HostTestFailure, type HostTestStage } from '@virlab/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DriverError,
  type HypervisorDriver,
  type GuestSpec,
  KnockError,
  knockAtHost,
} from '../hypervisors/index';

/** What a test needs of the world, so that specs can give it a host that hangs. */
export interface HostUnderTest {
  uri: string;
  /** Faults of the settings; the first is told. */
  fault: { code: HostTestFailure; message: string } | undefined;
  open(): HypervisorDriver;
  /** What to boot; null to leave that out. */
  guest: (GuestSpec & { readyLine: string | null }) | null;
  /** Called once, when nothing of the test is under way any more. */
  released(): void;
}

/** How long each stage may take, in milliseconds. Emulated, a guest is booted twice: under KVM in vain, then slowly. */
export const STAGE_LIMITS: Record<HostTestStage, number> = {
  address: 1_000,
  reach: 10_000,
  trust: 20_000,
  list: 20_000,
  boot: 150_000,
};

const BY_DRIVER_CODE: Record<DriverError['code'], HostTestFailure> = {
  unreachable: 'unreachable',
  'timed-out': 'no-answer',
  'image-missing': 'image-missing',
  'image-invalid': 'image-invalid',
  'not-found': 'refused',
  'wrong-state': 'refused',
  refused: 'refused',
  'name-taken': 'refused',
  'no-space': 'no-space',
  unsupported: 'unsupported',
};

/** Codes of those who took the connection and then did not trust us, or we not them: libvirt's, TLS's, the system's. */
const DISTRUST = /^(authentication-|auth-|ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO)/;
/** ssh has no codes, only words, which no language changes. */
const DISTRUST_OF_SSH = /Host key verification failed|Permission denied \(/;

const LONGEST_WORDS = 500;

/** A stage took longer than it may. What was begun goes on until the driver's own deadlines end it. */
class GaveUp extends Error {}

/**
 * Tries a host stage by stage, and tells after each how it stands. A stage that fails ends it; none is ever taken as
 * passed because a host says so. What is opened is closed when the last call has come to its end, also after giving up.
 */
export async function* testHost(
  host: HostUnderTest,
  signal: AbortSignal,
  limits: Record<HostTestStage, number> = STAGE_LIMITS,
): AsyncGenerator<HostTest, void> {
  const test: HostTest = {
    stages: HOST_TEST_STAGES.map((stage) => ({ stage, state: 'waiting' })),
    finished: false,
  };
  const begun: Promise<unknown>[] = [];
  let driver: HypervisorDriver | undefined;
  const opened = (): HypervisorDriver => (driver ??= host.open());
  const work: Record<HostTestStage, () => Promise<void>> = {
    address: async () => {
      if (host.fault) throw new Refusal(host.fault.code, host.fault.message);
    },
    reach: () => knockAtHost(host.uri, limits.reach),
    trust: async () => {
      const { version, memoryMiB, vcpus } = await opened().facts();
      test.found = { version, memoryMiB, vcpus };
    },
    list: async () => {
      const machines = (await opened().observeAll()).size;
      if (test.found) test.found.machines = machines;
    },
    boot: async () => {
      if (!host.guest) return;
      const { kind, bootMilliseconds } = await opened().prove(host.guest);
      test.proof = { kind, bootSeconds: bootMilliseconds / 1000 };
    },
  };
  try {
    for (const stage of test.stages) {
      if (signal.aborted) return;
      if (stage.stage === 'boot' && !host.guest) {
        stage.state = 'left-out';
        break;
      }
      stage.state = 'running';
      yield structuredClone(test);
      const from = performance.now();
      const doing = work[stage.stage]();
      begun.push(doing.catch(() => undefined));
      const failed = await within(doing, limits[stage.stage], signal).then(
        () => null,
        (error: unknown) => failureOf(error, stage.stage),
      );
      stage.seconds = Math.round(performance.now() - from) / 1000;
      stage.state = failed ? 'failed' : 'ok';
      if (failed) {
        Object.assign(stage, failed);
        break;
      }
    }
    test.finished = true;
    yield test;
  } finally {
    // A guest that is being booted is taken away by the driver, which must be there to do so.
    void Promise.all(begun)
      .then(() => driver?.close())
      .catch(() => undefined)
      .finally(() => host.released());
  }
}

/** A stage that found something wrong by itself. */
class Refusal extends Error {
  constructor(
    readonly failure: HostTestFailure,
    message: string,
  ) {
    super(message);
  }
}

async function within(work: Promise<void>, milliseconds: number, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const both = AbortSignal.any([stop.signal, signal]);
  const late = pause(milliseconds, undefined, { signal: both, ref: false }).then(
    () => Promise.reject(new GaveUp(`it did not come to an end within ${milliseconds / 1000} s`)),
    () => Promise.reject(new GaveUp('nobody waits for it any more')),
  );
  late.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}

function failureOf(error: unknown, stage: HostTestStage): { failure: HostTestFailure; words: string } {
  const words = (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_WORDS);
  if (error instanceof Refusal) return { failure: error.failure, words };
  if (error instanceof KnockError) return { failure: error.failure, words };
  if (error instanceof GaveUp) return { failure: stage === 'boot' ? 'gave-up' : 'no-answer', words };
  if (!(error instanceof DriverError)) throw error;
  if (stage === 'trust' && isDistrust(error)) return { failure: 'not-trusted', words };
  if (stage === 'boot' && error.code === 'refused') return { failure: 'no-boot', words };
  return { failure: BY_DRIVER_CODE[error.code], words };
}

function isDistrust(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && DISTRUST.test(cause.code)) return true;
    if (DISTRUST_OF_SSH.test(cause.message)) return true;
  }
  return false;
}
