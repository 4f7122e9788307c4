import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Document, isMap, parseDocument } from 'yaml';
import { AttributeRules } from '../attributes/index';
import { CurrentPolicy } from '../policies/index';
import { ExportClasses } from './export-classes';
import { ExportHosts } from './export-hosts';
import { ExportPools } from './export-pools';
import { ExportTemplates } from './export-templates';
import { RESOURCE_KINDS } from './resource-kinds';
import { ResourceEntity } from './resource.entity';

/**
 * Writes what was applied as one resource file that needs no other: applied to an empty lab it makes the same one, and
 * applied to this one it changes nothing. Policy and attribute rules are those in force; classes, templates, hosts and
 * pools are as they are now.
 */
@Injectable()
export class ExportResources {
  constructor(
    private readonly source: DataSource,
    private readonly current: CurrentPolicy,
    private readonly rules: AttributeRules,
    private readonly classes: ExportClasses,
    private readonly templates: ExportTemplates,
    private readonly hosts: ExportHosts,
    private readonly pools: ExportPools,
  ) {}

  /** YAML documents; empty when nothing was ever applied. */
  async run(): Promise<string> {
    const rows = await this.source.manager.find(ResourceEntity, { order: { kind: 'ASC', name: 'ASC' } });
    const asTheyAre = {
      Class: await this.classes.run(),
      ...{ Template: await this.templates.run(), Host: await this.hosts.run() },
      Pool: await this.pools.run(),
    };
    const documents = RESOURCE_KINDS.flatMap((kind) =>
      kind === 'Class' || kind === 'Template' || kind === 'Host' || kind === 'Pool'
        ? asTheyAre[kind]
        : rows
            .filter((row) => row.kind === kind)
            .map(({ document }) => new Document(document, { aliasDuplicateObjects: false })),
    );
    const policy = await this.policyDocument();
    const rules = await this.rulesDocument();
    return [...documents, ...(rules ? [rules] : []), ...(policy ? [policy] : [])]
      .map((document) => document.toString({ lineWidth: 0 }))
      .join('---\n');
  }

  /** Nothing while the shipped files are in force: a later version may ship better ones. */
  private async rulesDocument(): Promise<Document | undefined> {
    const { version, mapXml: map, policyXml: policy } = await this.rules.current();
    return version === 0 ? undefined : new Document({ kind: 'AttributeMap', map, policy });
  }

  private async policyDocument(): Promise<Document | undefined> {
    const policy = await this.current.find();
    if (!policy) return undefined;
    const { comment, source, cases } = policy;
    const document = new Document({ kind: 'Policy', ...(comment === null ? {} : { comment }) });
    if (!isMap(document.contents)) return document;
    document.contents.set('document', parseDocument(source).contents);
    // None at all is said as well: left out, tests stay as they are.
    document.contents.set('tests', document.createNode(cases, { aliasDuplicateObjects: false }));
    return document;
  }
}
