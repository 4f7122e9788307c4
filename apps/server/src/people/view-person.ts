import type { PersonDetail } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../audit/index';
import { actorOf } from '../identity/index';
import type { Viewer } from '../platform/index';
import { KnownTargets } from '../policies/index';
import { presentDetail } from './person.presenter';
import { ReadPeople } from './read-people';

/** Shows one person to who may see people. What was released about them is personal, so the look is audited. */
@Injectable()
export class ViewPerson {
  constructor(
    private readonly people: ReadPeople,
    private readonly targets: KnownTargets,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `person-not-found` */
  async run(userId: string, viewer: Viewer): Promise<PersonDetail> {
    const person = await this.people.get(userId);
    const titles = new Map(
      (await this.targets.all()).map(({ kind, ref, title }) => [`${kind}:${ref}`, title]),
    );
    await this.audit.record({
      kind: 'person.viewed',
      ...actorOf(viewer),
      subject: { kind: 'person', id: person.user.id, title: person.user.displayName },
      facts: { shown: 'attributes and rights' },
    });
    return presentDetail(person, titles);
  }
}
