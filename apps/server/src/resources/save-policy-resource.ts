import { Injectable } from '@nestjs/common';
import { compilePolicy } from '@virlab/policy';
import type { EntityManager } from 'typeorm';
import { KnownTargets, PublishPolicy } from '../policies/index';
import { Clock } from '../platform/index';
import { besideDocument, readText } from './load-resources';
import { placePolicyText } from './place-policy-text';
import type { PlacedResource } from './read-resource';
import { RefusedResource } from './refused-resource';
import type { ResourceDocument } from './resource-document';
import type { ResourceFault } from './resource-fault';

/** A policy text and how a place in it is told. */
interface LocatedPolicy {
  source: string;
  fault(line: number | undefined, column: number | undefined, message: string): ResourceFault;
}

/** Checks and publishes the policy of a resource file; faults are told at their place in the file they stand in. */
@Injectable()
export class SavePolicyResource {
  constructor(
    private readonly clock: Clock,
    private readonly targets: KnownTargets,
    private readonly publish: PublishPolicy,
  ) {}

  /**
   * Every fault of the policy.
   *
   * @param faulty - `Kind/name` of documents that will exist once their own faults are mended
   */
  async check(
    placed: PlacedResource<'Policy'>,
    faulty: ReadonlySet<string>,
    manager: EntityManager,
  ): Promise<ResourceFault[]> {
    const located = await this.locate(placed);
    if (Array.isArray(located)) return located;
    const { pools, classes } = await this.targets.context(manager);
    const named = (kind: string) =>
      [...faulty].filter((name) => name.startsWith(`${kind}/`)).map((name) => name.slice(kind.length + 1));
    const compiled = compilePolicy(located.source, {
      pools: [...pools, ...named('Pool')],
      classes: [...classes, ...named('Class')],
      now: this.clock.now(),
    });
    if (compiled.ok) return [];
    return compiled.faults
      .filter(({ severity }) => severity === 'error')
      .map(({ line, column, message, help, path }) =>
        located.fault(line, column, `${path ? `${path}: ` : ''}${message}${help ? `; ${help}` : ''}`),
      );
  }

  /** @throws RefusedResource; VirlabError `resource-invalid` */
  async run(
    placed: PlacedResource<'Policy'>,
    author: string,
    manager: EntityManager,
  ): Promise<'created' | 'changed' | 'unchanged'> {
    const located = await this.locate(placed);
    if (Array.isArray(located)) throw new RefusedResource(located);
    const { comment } = placed.resource;
    const { version, result } = await this.publish.run({ source: located.source, author, comment }, manager);
    if (result === 'unchanged') return 'unchanged';
    return version === 1 ? 'created' : 'changed';
  }

  private async locate({
    resource,
    document,
  }: PlacedResource<'Policy'>): Promise<LocatedPolicy | ResourceFault[]> {
    if (resource.file === undefined) return inDocument(document);
    const file = besideDocument(document, resource.file);
    const read = await readText(file);
    if ('fault' in read) return [document.fault(['file'], `${file} ${read.fault}`)];
    const fault: LocatedPolicy['fault'] = (line, column, message) => ({
      file,
      line: line ?? 1,
      column: column ?? 1,
      message,
    });
    return { source: read.text, fault };
  }
}

function inDocument(document: ResourceDocument): LocatedPolicy {
  const { source, place } = placePolicyText(document);
  const fault: LocatedPolicy['fault'] = (line, column, message) => ({
    file: document.file,
    ...place(line ?? 1, column ?? 1),
    message,
  });
  return { source, fault };
}
