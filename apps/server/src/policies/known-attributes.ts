import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { readAttributeMap } from '@virlab/attributes';
import { installRoot } from '../platform/index';

/** The attributes that can ever be released to a policy: those that the attribute map gives a name to. */
@Injectable()
export class KnownAttributes {
  private ids: readonly string[] | undefined;

  /** Their ids, such as `eduPersonScopedAffiliation`. */
  all(): readonly string[] {
    this.ids ??= readIds();
    return this.ids;
  }
}

/** A map with faults stops the server elsewhere; a policy is then checked against no list. */
function readIds(): readonly string[] {
  const read = readAttributeMap(readFileSync(path.join(installRoot(), 'saml', 'attribute-map.xml'), 'utf8'));
  return read.ok ? [...new Set(read.map.entries.map(({ id }) => id))] : [];
}
