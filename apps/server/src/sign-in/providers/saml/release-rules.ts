import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  type AttributeMap,
  type AttributePolicy,
  type DocumentFault,
  readAttributeMap,
  readAttributePolicy,
} from '@virlab/attributes';
import { installRoot } from '../../../platform/index';

/** Which attributes we understand and which of their values we believe: the shipped files in Shibboleth's formats. */
@Injectable()
export class ReleaseRules {
  readonly map: AttributeMap;
  readonly policy: AttributePolicy;

  constructor() {
    const map = readAttributeMap(shipped('attribute-map.xml'));
    if (!map.ok) throw faultIn('attribute-map.xml', map.faults);
    const policy = readAttributePolicy(shipped('attribute-policy.xml'));
    if (!policy.ok) throw faultIn('attribute-policy.xml', policy.faults);
    this.map = map.map;
    this.policy = policy.policy;
  }
}

function shipped(name: string): string {
  return readFileSync(path.join(installRoot(), 'saml', name), 'utf8');
}

function faultIn(name: string, faults: DocumentFault[]): Error {
  const lines = faults.map(({ line, column, code, message }) => `  ${line}:${column} ${code}: ${message}`);
  return new Error(`saml/${name} has ${faults.length} fault(s):\n${lines.join('\n')}`);
}
