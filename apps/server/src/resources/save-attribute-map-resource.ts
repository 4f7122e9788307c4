import { type DocumentFault, readAttributeMap, readAttributePolicy } from '@virlab/attributes';
import { ERRORS } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AttributeRules, PublishAttributeRules } from '../attributes/index';
import type { NewAuditEvent } from '../audit/index';
import { VirlabError } from '../platform/index';
import { besideDocument, readText } from './load-resources';
import type { PlacedResource } from './read-resource';
import { RefusedResource } from './refused-resource';
import type { ResourceFault } from './resource-fault';
import type { SaveResult } from './save-resource';

type Field = 'map' | 'policy';

/** A text and how a place in it is told. */
interface Located {
  text: string;
  fault(found: DocumentFault): ResourceFault;
}

/** Publishes the attribute rules of a resource file; faults are told at their place in the file they stand in. */
@Injectable()
export class SaveAttributeMapResource {
  constructor(
    private readonly rules: AttributeRules,
    private readonly publish: PublishAttributeRules,
  ) {}

  /** @throws RefusedResource with every fault of both files, or when nobody who is an identity admin would be left */
  async run(
    placed: PlacedResource<'AttributeMap'>,
    actor: NonNullable<NewAuditEvent['actor']>,
    manager: EntityManager,
  ): Promise<SaveResult> {
    const current = await this.rules.current(manager);
    const map = await locate(placed, 'map', current.mapXml);
    const policy = await locate(placed, 'policy', current.policyXml);
    const [readMap, readPolicy] = [readAttributeMap(map.text), readAttributePolicy(policy.text)];
    const faults = [
      ...(readMap.ok ? [] : readMap.faults.map((found) => map.fault(found))),
      ...(readPolicy.ok ? [] : readPolicy.faults.map((found) => policy.fault(found))),
    ];
    if (faults.length > 0) throw new RefusedResource(faults);
    const { comment } = placed.resource;
    try {
      const wanted = { mapXml: map.text, policyXml: policy.text, author: { actor }, comment };
      const { version, result } = await this.publish.run(wanted, manager);
      if (result === 'unchanged') return 'unchanged';
      return version === 1 ? 'created' : 'changed';
    } catch (error) {
      if (!(error instanceof VirlabError) || error.code !== 'last-admin-locked-out') throw error;
      throw new RefusedResource([placed.document.fault([], ERRORS['last-admin-locked-out'].title)]);
    }
  }
}

/** A text inside the document, in the file it names, or, where it says nothing, the one in force. */
async function locate(
  { resource, document }: PlacedResource<'AttributeMap'>,
  field: Field,
  inForce: string,
): Promise<Located> {
  const named = resource[`${field}File`];
  if (named !== undefined) {
    const file = besideDocument(document, named);
    const read = await readText(file);
    if ('fault' in read)
      throw new RefusedResource([document.fault([`${field}File`], `${file} ${read.fault}`)]);
    return { text: read.text, fault: ({ line, column, message }) => ({ file, line, column, message }) };
  }
  return {
    text: resource[field] ?? inForce,
    fault: ({ line, column, message }) => {
      const place = document.textAt([field]);
      const told = document.fault([field], `${line}:${column}: ${message}`);
      const isBlock = place !== undefined && /^[|>]/.test(place.text);
      return isBlock ? { ...told, line: place.line + line, column: 1, message } : told;
    },
  };
}
