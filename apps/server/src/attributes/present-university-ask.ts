import type { UniversityAsk } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { IdentityProviderMetadata } from '@virlab/saml';
import { DataSource, MoreThan } from 'typeorm';
import { Settings } from '../config/index';
import { IdentityProviders } from '../federation/index';
import { Clock } from '../platform/index';
import { AttributeRules } from './attribute-rules';
import { categoryFor } from './entity-category';
import { errorUrlCode, fillErrorUrl } from './fill-error-url';
import { identifierAttributes } from './identifier-attributes';
import { IDENTIFIER } from './needed-attributes';
import type { RulesInForce } from './rules-in-force';
import { type MissingAttribute, SignInRecordEntity } from './sign-in-record.entity';

/** Contacts that a person may write to, best first; the others are for operators among themselves. */
const FOR_PEOPLE = ['support', 'technical', 'administrative'];
/** A refusal's page is there for an hour, so nobody needs to ask by reference about an older one. */
const ASKED_WITHIN_MS = 2 * 60 * 60_000;

/** Puts together what an identity provider's admin has to be told about one sign-in. */
@Injectable()
export class PresentUniversityAsk {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly providers: IdentityProviders,
    private readonly rules: AttributeRules,
  ) {}

  /** About the sign-in that was refused under a reference; undefined when none got as far as its attributes. */
  async ofReference(reference: string): Promise<UniversityAsk | undefined> {
    const record = await this.source.manager.findOne(SignInRecordEntity, {
      where: {
        reference,
        outcome: 'refused',
        at: MoreThan(new Date(this.clock.now().getTime() - ASKED_WITHIN_MS)),
      },
    });
    return record ? this.ofRecord(record) : undefined;
  }

  /** About an account's last sign-in, when something needed never came at it. */
  async ofAccount(accountId: string): Promise<UniversityAsk | undefined> {
    const [latest] = await this.source.manager.find(SignInRecordEntity, {
      where: { accountId },
      order: { at: 'DESC', id: 'DESC' },
      take: 1,
    });
    return latest && latest.missing.length > 0 ? this.ofRecord(latest) : undefined;
  }

  async ofRecord(record: SignInRecordEntity): Promise<UniversityAsk> {
    const { entityId, at, reference, code, missing, release } = record;
    const known = await this.providers.find(entityId);
    const title = known?.entity.title ?? (await this.providers.findRecord(entityId))?.title ?? entityId;
    const rules = (await this.rules.version(record.rulesVersion)) ?? (await this.rules.current());
    const neverCame = missing.filter((one) => !release.values.some(({ attr }) => attr === one.attr));
    const needed = neverCame.map(({ attr }) => ({ attr, names: namesOf(attr, rules) }));
    const { category, beyond } = categoryFor(needed);
    const serviceEntityId = this.settings.samlEntityId;
    const errorUrl =
      known?.metadata.errorUrl &&
      fillErrorUrl(known.metadata.errorUrl, {
        code: errorUrlCode(code ?? undefined, missing.length > 0),
        at,
        serviceEntityId,
        reference,
        context: needed.flatMap(({ names }) => names.slice(0, 1)).join(' '),
      });
    return {
      university: { entityId, title },
      serviceEntityId,
      at: at.toISOString(),
      reference,
      needed,
      notAccepted: notAccepted(release.values, missing),
      ...(category === undefined ? {} : { category }),
      beyondCategory: beyond.map(({ attr }) => attr),
      contacts: contactsOf(known?.metadata),
      ...(errorUrl ? { errorUrl } : {}),
    };
  }
}

/** The SAML names of an attribute; of an identifier those that are never given to somebody else. */
function namesOf(attr: string, { map }: RulesInForce): string[] {
  if (attr === IDENTIFIER) return identifierAttributes.slice(0, 3).map(({ samlName }) => samlName);
  return map.entries.filter(({ id }) => id === attr).map(({ name }) => name);
}

/** Attributes of which values were dropped, each reason once; an attribute that is no use for access is left out. */
function notAccepted(
  values: SignInRecordEntity['release']['values'],
  missing: readonly MissingAttribute[],
): UniversityAsk['notAccepted'] {
  const isIdentifierMissing = missing.some(({ attr }) => attr === IDENTIFIER);
  const told = new Map<string, UniversityAsk['notAccepted'][number]>();
  for (const { attr, name, fate, why } of values) {
    if (fate !== 'dropped' || why === undefined || why === 'no-rule-for-attribute') continue;
    const isIdentifier = identifierAttributes.some(({ samlName }) => samlName === name);
    const matters = missing.some((one) => one.attr === attr) || (isIdentifierMissing && isIdentifier);
    if (matters || why === 'scope-not-asserted-by-idp') told.set(`${name} ${why}`, { attr, name, why });
  }
  return [...told.values()];
}

/** Whom a person may write to at an identity provider, as it publishes it. */
export function contactsOf(metadata: IdentityProviderMetadata | undefined): UniversityAsk['contacts'] {
  return (metadata?.contacts ?? [])
    .filter(({ kind, emails }) => FOR_PEOPLE.includes(kind) && emails.length > 0)
    .sort((a, b) => FOR_PEOPLE.indexOf(a.kind) - FOR_PEOPLE.indexOf(b.kind))
    .map(({ kind, name, emails }) => ({
      kind,
      ...(name ? { name } : {}),
      emails: emails.map((email) => email.replace(/^mailto:/i, '')),
    }));
}
