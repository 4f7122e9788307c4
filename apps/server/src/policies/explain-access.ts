import type { AttributeFate, LockedPool } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { explainNearest, explainNothing } from '@virlab/policy';
import { Classes } from '../classes/index';
import { Settings } from '../config/index';
import { Pools } from '../pools/index';
import { VirlabError } from '../platform/index';
import type { AskLanguage } from './ask-texts';
import { askedByFates } from './asked-attributes';
import { DecideAboutPerson, type PersonDecision } from './decide-about-person';
import { lockOf } from './lock-of';
import { writeAskText } from './write-ask-text';

/** Tells people themselves why machines are not open to them, without the rules behind it. */
@Injectable()
export class ExplainAccess {
  constructor(
    private readonly settings: Settings,
    private readonly pools: Pools,
    private readonly classes: Classes,
    private readonly decide: DecideAboutPerson,
  ) {}

  /** Pools that some rule would nearly have given to the person, each with what decided. */
  async locked(userId: string): Promise<LockedPool[]> {
    const person = await this.decision(userId);
    if (!person) return [];
    const had = new Set(person.decision.pools.map(({ target }) => target.ref));
    const missing = (await this.pools.all()).filter(({ id }) => !had.has(id));
    const classes = await this.classes.byIds(missing.flatMap(({ classId }) => classId ?? []));
    return missing.flatMap(({ id, title, classId }): LockedPool[] => {
      const explanation = explainNearest(person.decision, { kind: 'pool', ref: id });
      const lock = lockOf(explanation, person.policy.table);
      if (!lock) return [];
      const of = classId === null ? undefined : classes.get(classId);
      return [
        {
          pool: { id, title },
          ...(of ? { class: { id: of.id, code: of.code, title: of.title } } : {}),
          ...lock,
        },
      ];
    });
  }

  /** What became of each attribute that some rule asked for, and a text to send to the university. */
  async nothing(
    userId: string,
    language: AskLanguage = 'en',
  ): Promise<{ fates: AttributeFate[]; askText: string }> {
    const person = await this.decision(userId);
    if (!person) return { fates: [], askText: '' };
    const { attributes } = explainNothing(person.decision, 'pool');
    const askText = writeAskText(
      {
        serviceUrl: this.settings.origin,
        entityId: this.settings.samlEntityId,
        university: person.university,
        at: person.takenAt,
        attributes: askedByFates(attributes),
      },
      language,
    );
    return { fates: attributes.map((fate) => ({ ...fate, values: [...fate.values] })), askText };
  }

  /** Null while there is no policy that could be explained. */
  private async decision(userId: string): Promise<PersonDecision | null> {
    try {
      return await this.decide.run(userId);
    } catch (error) {
      if (error instanceof VirlabError && error.code === 'policy-not-published') return null;
      throw error;
    }
  }
}
