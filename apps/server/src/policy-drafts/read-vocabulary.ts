import type { PolicyVocabulary, VocabularyAttribute } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { isVirtual, virtualAttributes } from '@virlab/policy';
import { DataSource } from 'typeorm';
import { AttributeRules } from '../attributes/index';
import { Settings } from '../config/index';
import { IdentityProviders } from '../federation/index';
import type { Viewer } from '../platform/index';
import { CurrentPolicy, KnownTargets } from '../policies/index';
import { A_FEW, type KnownAttribute, KnownValues, tellsWho } from './known-values';

const MOST_VALUES = 50;

/** Gathers everything that a form of rules can suggest. */
@Injectable()
export class ReadVocabulary {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly values: KnownValues,
    private readonly attributes: AttributeRules,
    private readonly targets: KnownTargets,
    private readonly providers: IdentityProviders,
    private readonly current: CurrentPolicy,
  ) {}

  async run({ abilities }: Viewer): Promise<PolicyVocabulary> {
    const found = await this.values.run();
    const least = abilities.includes('people.read') ? 1 : A_FEW;
    const ids = await this.attributes.all(this.dataSource.manager);
    const attributes = [...new Set([...ids, ...virtualAttributes])].sort();
    const entityIds = [...(found.byAttribute.get('idp.entityId')?.values.keys() ?? [])];
    const records = await this.providers.records(new Set(entityIds));
    const registered = await this.providers.list();
    const known = new Map(
      [...registered, ...records.values()].map(({ entityId, title }) => [entityId, title]),
    );
    const policy = await this.current.find().catch(() => null);
    return {
      attributes: attributes.map((attr) => present(attr, found.byAttribute.get(attr), found.known, least)),
      targets: await this.targets.all(),
      providers: [...known]
        .map(([entityId, title]) => ({ entityId, title }))
        .sort((a, b) => a.title.localeCompare(b.title) || (a.entityId < b.entityId ? -1 : 1)),
      known: found.known,
      asOf: found.asOf.toISOString(),
      timeZone: policy?.table.set.defaults?.timezone ?? this.settings.campusTimeZone,
    };
  }
}

function present(
  attr: string,
  found: KnownAttribute = { people: 0, values: new Map() },
  known: number,
  least: number,
): VocabularyAttribute {
  const hidden = tellsWho(attr, found);
  const values = hidden
    ? []
    : [...found.values]
        .map(([value, people]) => ({ value, people }))
        .filter(({ people }) => people >= least)
        .sort((a, b) => b.people - a.people || (a.value < b.value ? -1 : 1))
        .slice(0, MOST_VALUES);
  return {
    attr,
    title: attr,
    isVirtual: isVirtual(attr),
    people: found.people,
    // What the broker knows is known of everybody, or asks for no person.
    notReleased: isVirtual(attr) ? 0 : Math.max(0, known - found.people),
    values,
    hidden,
  };
}
