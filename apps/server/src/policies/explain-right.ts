import type { AuditEvent, PolicyTarget, Why } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { explainTarget } from '@virlab/policy';
import { FindAuditEvent } from '../audit/index';
import { Settings } from '../config/index';
import { Entitlements } from '../entitlements/index';
import { Clock, VirlabError } from '../platform/index';
import type { AskLanguage } from './ask-texts';
import { askedByCauses } from './asked-attributes';
import { CurrentPolicy } from './current-policy';
import { DecideAboutPerson } from './decide-about-person';
import { DecideAtMoment, type PastDecision } from './decide-at-moment';
import { KnownTargets } from './known-targets';
import { targetOfEvent } from './target-of-event';
import { type ExplainedDecision, presentWhy } from './why.presenter';
import { writeAskText } from './write-ask-text';

/** Decisions of the past that are offered to be asked about. */
const MOST_MOMENTS = 20;

/** As of when a question is asked: now, under a published version, or a kept decision; now when all are left out. */
export interface AsOf {
  version?: number | undefined;
  decision?: string | undefined;
}

/** Answers "why does she, or does she not, have this?": now, under another version, or as it was decided at a moment. */
@Injectable()
export class ExplainRight {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly current: CurrentPolicy,
    private readonly decide: DecideAboutPerson,
    private readonly moment: DecideAtMoment,
    private readonly events: FindAuditEvent,
    private readonly targets: KnownTargets,
    private readonly entitlements: Entitlements,
  ) {}

  /**
   * @param target - such as `pool:linux`
   * @throws VirlabError `person-not-found`, `policy-target-unknown`, `policy-not-published`, `policy-version-unknown`,
   *   `decision-not-kept`
   */
  async run(userId: string, target: string, language: AskLanguage = 'en', asOf: AsOf = {}): Promise<Why> {
    const asked = await this.targets.find(target);
    if (asOf.decision !== undefined) {
      const past = await this.moment.kept(userId, asOf.decision);
      return this.tell(past, asked, language, momentOf(past));
    }
    const under = asOf.version === undefined ? undefined : await this.current.version(asOf.version);
    const person = await this.decide.run(userId, under);
    const at = this.clock.now().toISOString();
    return this.tell(person, asked, language, { kind: under ? 'version' : 'now', at, madeAnew: false });
  }

  /**
   * The same of the moment that an event of the trail tells of: about the person whom it names, and, when none is given,
   * about the right that it was about.
   *
   * @throws VirlabError `not-found` for no such event; `person-not-found` when it names nobody; `policy-target-unknown`
   *   when it is about no single right; `decision-not-kept`
   */
  async ofEvent(sequence: number, target: string | undefined, language: AskLanguage): Promise<Why> {
    const event = await this.events.run(sequence);
    const past = await this.moment.at(personOf(event), new Date(event.at));
    const asked = await this.targets.find(target ?? targetOfEvent(event, past.decision) ?? '');
    return this.tell(past, asked, language, { ...momentOf(past), at: event.at, audit: sequence });
  }

  private async tell(
    person: ExplainedDecision,
    asked: PolicyTarget,
    language: AskLanguage,
    asOf: NonNullable<Why['asOf']>,
  ): Promise<Why> {
    const explanation = explainTarget(person.decision, asked);
    const attributes = askedByCauses(explanation.ways[0]?.causes ?? []);
    // What was lacking at a moment that is over is nothing to be asked of anybody now.
    const askText =
      explanation.has || attributes.length === 0 || asOf.kind !== 'now'
        ? undefined
        : writeAskText(
            {
              serviceUrl: this.settings.origin,
              entityId: this.settings.samlEntityId,
              university: person.university,
              at: person.takenAt,
              wish: asked.title,
              attributes,
            },
            language,
          );
    const sameWay = await this.entitlements.countHolders(asked.kind, asked.ref);
    const kept = await this.moment.moments(person.user.id, MOST_MOMENTS);
    const moments = kept.map(({ id, at, policyVersion }) => ({
      decision: id,
      at: at.toISOString(),
      policyVersion,
    }));
    return presentWhy(person, asked, explanation, { sameWay, askText, asOf, moments });
  }
}

function momentOf({ at, keptAs }: PastDecision): NonNullable<Why['asOf']> {
  return {
    kind: 'moment',
    at: at.toISOString(),
    ...(keptAs === undefined ? {} : { decision: keptAs }),
    madeAnew: keptAs === undefined,
  };
}

/** Whom an event is about: its subject when that is a person, else who did it. */
function personOf({ subject, actor, sequence }: AuditEvent): string {
  const id = subject?.kind === 'person' ? subject.id : actor.id;
  if (id !== undefined) return id;
  throw new VirlabError('person-not-found', { publicDetail: `event ${sequence} names nobody` });
}
