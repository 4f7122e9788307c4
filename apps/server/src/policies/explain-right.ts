import type { Why } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { explainTarget } from '@virlab/policy';
import { Settings } from '../config/index';
import { Entitlements } from '../entitlements/index';
import type { AskLanguage } from './ask-texts';
import { askedByCauses } from './asked-attributes';
import { DecideAboutPerson } from './decide-about-person';
import { KnownTargets } from './known-targets';
import { presentWhy } from './why.presenter';
import { writeAskText } from './write-ask-text';

/** Answers "why does she, or does she not, have this?" from what was last released, under the policy in force. */
@Injectable()
export class ExplainRight {
  constructor(
    private readonly settings: Settings,
    private readonly decide: DecideAboutPerson,
    private readonly targets: KnownTargets,
    private readonly entitlements: Entitlements,
  ) {}

  /**
   * @param target - such as `pool:linux`
   * @throws VirlabError `person-not-found`, `policy-target-unknown`, `policy-not-published`
   */
  async run(userId: string, target: string, language: AskLanguage = 'en'): Promise<Why> {
    const person = await this.decide.run(userId);
    const asked = await this.targets.find(target);
    const explanation = explainTarget(person.decision, asked);
    const attributes = askedByCauses(explanation.ways[0]?.causes ?? []);
    const askText =
      explanation.has || attributes.length === 0
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
    return presentWhy(person, asked, explanation, { sameWay, askText });
  }
}
