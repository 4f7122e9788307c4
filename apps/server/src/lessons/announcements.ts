import type {
  Announcement,
  Announcements as AnnouncementsAnswer,
  NewAnnouncement,
  OwnAnnouncements,
} from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, MoreThan } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { Classes } from '../classes/index';
import { afterCommit, retryTransaction } from '../database/index';
import { Entitlements } from '../entitlements/index';
import { sessionRefOf, Users } from '../identity/index';
import { Bus, Clock, newId, VirlabError, type Viewer } from '../platform/index';
import { AnnouncedPersonEntity } from './announced-person.entity';
import { AnnouncementEntity } from './announcement.entity';
import { ClassOf } from './class-of';

/** What is older is not put before students any more. */
const SHOWN_MS = 7 * 86_400_000;
const MOST = 100;
const MOST_NAMES = 20;
/** How many people one notice, and one insert, names. */
const AT_ONCE = 100;

/** What is said to a class or to some of it: sent at once, kept with who has read it. */
@Injectable()
export class Announcements {
  constructor(
    private readonly source: DataSource,
    private readonly classOf: ClassOf,
    private readonly classes: Classes,
    private readonly entitlements: Entitlements,
    private readonly users: Users,
    private readonly audit: AuditRecorder,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** @throws VirlabError `class-not-found`; `person-not-found` for somebody who does not learn in it; `bad-request` */
  async send(classId: string, { text, people }: NewAnnouncement, viewer: Viewer): Promise<Announcement> {
    const { ofClass, part, learners } = await this.classOf.run(classId, viewer);
    const stranger = people?.find((id) => !learners.includes(id));
    if (stranger !== undefined)
      throw new VirlabError('person-not-found', { detail: `${stranger} in ${classId}` });
    const to = people ? [...new Set(people)] : learners;
    if (to.length === 0)
      throw new VirlabError('bad-request', { publicDetail: 'nobody is in this class yet' });
    const row = {
      ...{ id: newId(), classId, text, byId: viewer.userId, byName: viewer.displayName },
      ...{ at: this.clock.now(), toAll: people === undefined },
    };
    await retryTransaction(this.source, async (manager) => {
      await manager.insert(AnnouncementEntity, row);
      for (const part of inParts(to)) {
        const rows = part.map((userId) => ({ id: newId(), announcementId: row.id, userId, readAt: null }));
        await manager.insert(AnnouncedPersonEntity, rows);
      }
      await this.audit.record(
        {
          kind: 'announcement.sent',
          actor: { id: viewer.userId, displayName: viewer.displayName, as: part },
          subject: { kind: 'class', id: classId, title: `${ofClass.code} ${ofClass.title}`.trim() },
          sessionRef: sessionRefOf({ id: viewer.sessionId }),
          facts: { announcement: row.id, people: String(to.length), to: row.toAll ? 'all' : 'selection' },
        },
        manager,
      );
      afterCommit(manager, () => {
        for (const some of inParts(to)) this.bus.tell({ type: 'announced', classId, people: some });
      });
    });
    return {
      ...present(row),
      sent: to.length,
      read: 0,
      unreadBy: await this.namesOf(to.slice(0, MOST_NAMES)),
    };
  }

  /** What was said to a class, the latest first. @throws VirlabError `class-not-found` */
  async ofClass(classId: string, viewer: Viewer): Promise<AnnouncementsAnswer> {
    await this.classOf.run(classId, viewer);
    const { manager } = this.source;
    const rows = await manager.find(AnnouncementEntity, {
      where: { classId },
      order: { at: 'DESC', id: 'ASC' },
      take: MOST,
    });
    const sent = await manager.find(AnnouncedPersonEntity, {
      where: { announcementId: In(rows.map(({ id }) => id)) },
      select: { id: true, announcementId: true, userId: true, readAt: true },
    });
    const users = await this.users.byIds([...new Set(sent.map(({ userId }) => userId))]);
    const names = new Map(users.map(({ id, displayName }) => [id, displayName]));
    return {
      announcements: rows.map((row) => {
        const own = sent.filter(({ announcementId }) => announcementId === row.id);
        const unread = own.filter(({ readAt }) => readAt === null);
        return {
          ...present(row),
          ...{ sent: own.length, read: own.length - unread.length },
          unreadBy: unread
            .map(({ userId }) => names.get(userId) ?? userId)
            .toSorted((a, b) => a.localeCompare(b))
            .slice(0, MOST_NAMES),
        };
      }),
    };
  }

  /** What was said to somebody and is not read, while they are of the class. */
  async unreadOf({ userId }: Viewer): Promise<OwnAnnouncements> {
    const { manager } = this.source;
    const sent = await manager.find(AnnouncedPersonEntity, {
      where: { userId, readAt: IsNull() },
      select: { id: true, announcementId: true },
    });
    if (sent.length === 0) return { announcements: [] };
    const rows = await manager.find(AnnouncementEntity, {
      where: {
        id: In(sent.map(({ announcementId }) => announcementId)),
        at: MoreThan(new Date(this.clock.now().getTime() - SHOWN_MS)),
      },
      order: { at: 'DESC', id: 'ASC' },
      take: MOST,
    });
    const rights = await this.entitlements.ofUser(userId);
    const own = new Set(rights.filter(({ kind }) => kind === 'class').map(({ ref }) => ref));
    const classes = await this.classes.byIds(rows.map(({ classId }) => classId));
    return {
      announcements: rows.flatMap(({ id, text, byName, at, classId }) => {
        const ofClass = classes.get(classId);
        if (!ofClass || !own.has(classId)) return [];
        const { code, title } = ofClass;
        return [{ id, text, by: byName, at: at.toISOString(), class: { id: classId, code, title } }];
      }),
    };
  }

  /** Marks it as read by somebody; again does no harm. @throws VirlabError `announcement-not-found` */
  async markRead(id: string, { userId }: Viewer): Promise<void> {
    const { manager } = this.source;
    const announcement = await manager.findOneBy(AnnouncementEntity, { id });
    const isTo = await manager.existsBy(AnnouncedPersonEntity, { announcementId: id, userId });
    if (!announcement || !isTo) throw new VirlabError('announcement-not-found', { detail: id });
    const { affected } = await manager.update(
      AnnouncedPersonEntity,
      { announcementId: id, userId, readAt: IsNull() },
      { readAt: this.clock.now() },
    );
    if (affected === 1) this.bus.tell({ type: 'announced', classId: announcement.classId, people: [userId] });
  }

  private async namesOf(ids: readonly string[]): Promise<string[]> {
    return (await this.users.byIds(ids)).map(({ displayName }) => displayName).toSorted();
  }
}

function present({ id, text, byName, at, toAll }: Omit<AnnouncementEntity, 'class'>) {
  return { id, text, by: byName, at: at.toISOString(), toAll };
}

function* inParts(ids: readonly string[]): Generator<string[]> {
  for (let from = 0; from < ids.length; from += AT_ONCE) yield ids.slice(from, from + AT_ONCE);
}
