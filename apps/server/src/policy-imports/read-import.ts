import type { ImportKind, NewPolicyImport, PolicyImport } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { CompileContext } from '@virlab/policy';
import { importAccessControl, importKeystone, recognizeImport } from '@virlab/policy-import';
import { DataSource } from 'typeorm';
import { isMap, isSeq, parseDocument } from 'yaml';
import { AttributeRules } from '../attributes/index';
import { Clock } from '../platform/index';
import { CurrentPolicy, KnownTargets } from '../policies/index';
import { PolicyDrafts } from '../policy-drafts/index';
import type { ImportReading } from './import-result';
import { readAttributeFile } from './read-attribute-file';
import { readForeignRules, unreadable } from './read-foreign-rules';
import { readOwnPolicy } from './read-own-policy';

/** Reads a foreign file and says what it would become. Keeps nothing. */
@Injectable()
export class ReadImport {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly targets: KnownTargets,
    private readonly current: CurrentPolicy,
    private readonly drafts: PolicyDrafts,
    private readonly attributes: AttributeRules,
  ) {}

  /** @throws VirlabError `import-unreadable` */
  async run({ kind: told, text, targets }: NewPolicyImport): Promise<PolicyImport> {
    const kind = told ?? recognizeImport(text);
    if (kind === undefined) {
      const message =
        'expected a policy in YAML, a Keystone mapping, an AccessControl, an attribute map or an attribute filter';
      throw unreadable({ message: `this is something else: ${message}` });
    }
    const reading = await this.read(kind, text, targets);
    const known = await this.knownRules();
    return { ...reading, rules: reading.rules.map((rule) => ({ ...rule, exists: known.has(rule.id) })) };
  }

  private async read(
    kind: ImportKind,
    text: string,
    targets: Record<string, string>,
  ): Promise<ImportReading> {
    if (kind === 'attribute-map' || kind === 'attribute-policy')
      return readAttributeFile(kind, text, await this.attributes.current());
    const context: CompileContext = {
      ...(await this.targets.context(this.source.manager)),
      now: this.clock.now(),
    };
    if (kind === 'yaml') return readOwnPolicy(text, context);
    const timezone = (await this.current.find())?.table.set.defaults?.timezone;
    const result =
      kind === 'keystone' ? importKeystone(text, targets) : await this.accessControl(text, targets);
    return readForeignRules(kind, result, context, timezone);
  }

  private async accessControl(text: string, targets: Record<string, string>) {
    const { map } = await this.attributes.current();
    const caseless = map.entries.map(({ id }) => id).filter((id) => !map.isCaseSensitive(id));
    return importAccessControl(text, targets, new Set(caseless));
  }

  /** Ids of the rules of the draft, or of the published policy while there is none. */
  private async knownRules(): Promise<ReadonlySet<unknown>> {
    const source = (await this.drafts.current())?.source ?? (await this.current.find())?.source;
    if (source === undefined) return new Set();
    return new Set(idsIn(source));
  }
}

/** A draft may have any faults, and is YAML. */
function idsIn(source: string): unknown[] {
  const { contents } = parseDocument(source, { logLevel: 'silent' });
  const rules = isMap(contents) ? contents.get('rules', true) : undefined;
  return isSeq(rules) ? rules.items.map((rule) => (isMap(rule) ? rule.get('id') : undefined)) : [];
}
