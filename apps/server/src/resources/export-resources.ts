import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Document, isMap, parseDocument } from 'yaml';
import { CurrentPolicy } from '../policies/index';
import { RESOURCE_KINDS } from './resource-kinds';
import { ResourceEntity } from './resource.entity';

/**
 * Writes what was applied as one resource file that needs no other: applied to an empty lab it makes the same one, and
 * applied to this one it changes nothing. The policy is the one in force, with its author's comments.
 */
@Injectable()
export class ExportResources {
  constructor(
    private readonly source: DataSource,
    private readonly current: CurrentPolicy,
  ) {}

  /** YAML documents; empty when nothing was ever applied. */
  async run(): Promise<string> {
    const rows = await this.source.manager.find(ResourceEntity, { order: { kind: 'ASC', name: 'ASC' } });
    const documents = RESOURCE_KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind)).map(
      ({ document }) => new Document(document, { aliasDuplicateObjects: false }),
    );
    const policy = await this.policyDocument();
    return [...documents, ...(policy ? [policy] : [])]
      .map((document) => document.toString({ lineWidth: 0 }))
      .join('---\n');
  }

  private async policyDocument(): Promise<Document | undefined> {
    const policy = await this.current.find();
    if (!policy) return undefined;
    const { comment, source } = policy;
    const document = new Document({ kind: 'Policy', ...(comment === null ? {} : { comment }) });
    if (isMap(document.contents)) document.contents.set('document', parseDocument(source).contents);
    return document;
  }
}
