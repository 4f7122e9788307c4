import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { KeyPair } from '../../keys/key-pair';
import { Chance } from './chance';
import { madeUpCertificates } from './made-up-certificate';
import { madeUpEntity, madeUpService } from './made-up-entity';
import { digestOf, signatureElement } from './sign-document';

/** What an aggregate holds; the same every time for the same. */
export interface AggregateShape {
  providers: number;
  services: number;
  validUntil: Date;
  /** xs:duration. */
  cacheDuration: string;
  name: string;
  createdAt: Date;
  seed: number;
}

const NAMESPACES = {
  md: 'urn:oasis:names:tc:SAML:2.0:metadata',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  mdui: 'urn:oasis:names:tc:SAML:metadata:ui',
  mdattr: 'urn:oasis:names:tc:SAML:metadata:attribute',
  mdrpi: 'urn:oasis:names:tc:SAML:metadata:rpi',
  shibmd: 'urn:mace:shibboleth:metadata:1.0',
  remd: 'http://refeds.org/metadata',
  idpdisc: 'urn:oasis:names:tc:SAML:profiles:SSO:idp-discovery-protocol',
};
const ID = '_aggregate';

/** A signed aggregate of an inter-federation that does not exist, piece by piece: some 9.5 kB for each provider. */
export function* madeUpAggregate(key: KeyPair, shape: Partial<AggregateShape> = {}): Generator<string> {
  const whole: AggregateShape = {
    providers: 10,
    services: 0,
    validUntil: new Date('2026-12-06T00:00:00Z'),
    cacheDuration: 'PT6H',
    name: 'https://interfederation.example',
    createdAt: new Date('2026-11-22T00:00:00Z'),
    seed: 1,
    ...shape,
  };
  const digest = digestOf(unsigned(whole, key), 'sha256');
  yield head(whole);
  yield signatureElement(key, digest, { uri: `#${ID}` });
  yield* body(whole, key);
}

/** Writes one to a file. */
export async function writeMadeUpAggregate(
  file: string,
  key: KeyPair,
  shape: Partial<AggregateShape> = {},
): Promise<void> {
  await pipeline(Readable.from(madeUpAggregate(key, shape)), createWriteStream(file));
}

function* unsigned(shape: AggregateShape, key: KeyPair): Generator<string> {
  yield head(shape);
  yield* body(shape, key);
}

function* body({ providers, services, createdAt, seed }: AggregateShape, key: KeyPair): Generator<string> {
  const chance = new Chance(seed);
  const certificate = madeUpCertificates(key.certificatePem);
  yield `
  <md:Extensions>
    <mdrpi:PublicationInfo creationInstant="${createdAt.toISOString()}" publisher="https://interfederation.example"/>
  </md:Extensions>
`;
  for (let number = 1; number <= providers; number += 1) yield madeUpEntity(number, chance, certificate);
  for (let number = 1; number <= services; number += 1) yield madeUpService(number);
  yield '</md:EntitiesDescriptor>\n';
}

function head({ validUntil, cacheDuration, name }: AggregateShape): string {
  const declared = Object.entries(NAMESPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<md:EntitiesDescriptor${declared.join('')} ID="${ID}" Name="${name}" cacheDuration="${cacheDuration}" validUntil="${validUntil.toISOString()}">\n`;
}
