import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { Clock, newId, Schedule } from '../platform/index';
import { DryRunPartEntity } from './dry-run-part.entity';
import { DryRunEntity } from './dry-run.entity';
import type { MovedPart, MovedPerson } from './thread/messages';

const unzip = promisify(gunzip);

const DAY_MS = 86_400_000;
/** What stands in the parts is personal. */
const KEEP_PEOPLE_MS = DAY_MS;
const KEEP_RUNS_MS = 30 * DAY_MS;
const LOOK_EVERY_MS = DAY_MS / 24;

/** Some of the people whose rights move. */
export interface KeptPart {
  position: number;
  rights: number;
}

/** The only file that queries the tables of dry runs. */
@Injectable()
export class DryRunStore implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'sweep old dry runs', () => this.sweep());
  }

  find(id: string): Promise<DryRunEntity | null> {
    return this.source.manager.findOneBy(DryRunEntity, { id });
  }

  /** The newest finished run of a text against a version, begun after `since`. */
  async findDone(sourceHash: string, against: number, since: Date): Promise<DryRunEntity | null> {
    const [run] = await this.source.manager.find(DryRunEntity, {
      where: { sourceHash, against, state: 'done' },
      order: { startedAt: 'DESC' },
      take: 1,
    });
    return run && run.startedAt > since ? run : null;
  }

  /** The newest run of a draft. */
  async latestOfDraft(): Promise<DryRunEntity | null> {
    return this.source.manager
      .createQueryBuilder(DryRunEntity, 'run')
      .where('run.draftRevision IS NOT NULL')
      .orderBy('run.startedAt', 'DESC')
      .limit(1)
      .getOne();
  }

  /**
   * Keeps a run that ended, with the people whose rights it moves. In steps, so that nobody waits for long: it counts as
   * failed until all is kept.
   */
  async save(run: DryRunEntity, parts: readonly MovedPart[]): Promise<void> {
    const { manager } = this.source;
    await manager.insert(DryRunEntity, parts.length === 0 ? run : { ...run, state: 'failed' });
    for (const [position, { rights, people }] of parts.entries()) {
      await manager.insert(DryRunPartEntity, {
        id: newId(),
        runId: run.id,
        position,
        rights,
        people: Buffer.from(people).toString('base64'),
      });
    }
    if (parts.length > 0) await manager.update(DryRunEntity, { id: run.id }, { state: run.state });
  }

  /** The parts of a run in order, without the people. */
  partsOf(runId: string): Promise<KeptPart[]> {
    return this.source.manager.find(DryRunPartEntity, {
      where: { runId },
      select: { position: true, rights: true },
      order: { position: 'ASC' },
    });
  }

  /** The people of one part; none when they are not kept any more. */
  async peopleOf(runId: string, position: number): Promise<MovedPerson[]> {
    const part = await this.source.manager.findOneBy(DryRunPartEntity, { runId, position });
    if (!part) return [];
    return JSON.parse((await unzip(Buffer.from(part.people, 'base64'))).toString()) as MovedPerson[];
  }

  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    const { manager } = this.source;
    const old = await manager.find(DryRunEntity, {
      where: { startedAt: LessThan(new Date(now - KEEP_PEOPLE_MS)) },
      select: { id: true },
    });
    for (const { id } of old) await manager.delete(DryRunPartEntity, { runId: id });
    await manager.delete(DryRunEntity, { startedAt: LessThan(new Date(now - KEEP_RUNS_MS)) });
  }
}
