import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createKeyPair } from '@virlab/saml';
import { writeMadeUpAggregate } from '@virlab/saml/testing';
import { type Need, runWatched } from '../metadata/run-watched';
import type { Row } from '../row';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const CLI = path.join(ROOT, 'dist/apps/server/cli.js');
/** Some 95 MB: as many identity providers as any inter-federation has. */
const PROVIDERS = 10_000;
const MINUTES_VALID = 14 * 24 * 60;

interface Stage {
  folder: string;
  document: string;
  certificate: string;
  environment: Record<string, string>;
}

interface Both {
  ours: Need;
  theirs: Need;
}

let stage: Promise<Stage> | undefined;
/** One measurement answers both rows; each row takes the ones that the other has not had. */
const measured: Record<keyof Need, Both[]> = { seconds: [], megabytes: [] };

/** A signed aggregate, and a lab that has it as a federation, made once. */
async function makeStage(): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const [document, certificate] = [path.join(folder, 'aggregate.xml'), path.join(folder, 'signer.pem')];
  const now = new Date();
  const key = await createKeyPair({ commonName: 'federation.example', now });
  const validUntil = new Date(now.getTime() + MINUTES_VALID * 60_000);
  writeFileSync(certificate, key.certificatePem);
  await writeMadeUpAggregate(document, key, { providers: PROVIDERS, createdAt: now, validUntil });
  const lab = `kind: Federation\nname: edu\ntitle: Edu\nfile: aggregate.xml\nsigningCertificateFile: signer.pem\n`;
  writeFileSync(path.join(folder, 'lab.yaml'), lab);
  const environment = {
    VIRLAB_PUBLIC_URL: 'http://127.0.0.1:1',
    VIRLAB_DATA_DIR: path.join(folder, 'data'),
    VIRLAB_DATABASE_URL: `sqlite:${path.join(folder, 'virlab.sqlite')}`,
  };
  await runWatched(process.execPath, [CLI, 'apply', '-f', path.join(folder, 'lab.yaml')], environment);
  return { folder, document, certificate, environment };
}

/** Both start with nothing known of the document but the key; ours ends with a directory that can be searched. */
async function measureBoth(): Promise<Both> {
  stage ??= makeStage();
  const { folder, document, certificate, environment } = await stage;
  rmSync(path.join(folder, 'data', 'federations'), { recursive: true, force: true });
  const ours = await runWatched(process.execPath, [CLI, 'metadata', 'refresh'], environment);
  const root = ['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:metadata:EntitiesDescriptor'];
  const theirs = await runWatched('xmlsec1', [
    '--verify',
    '--pubkey-cert-pem',
    certificate,
    ...root,
    document,
  ]);
  return { ours, theirs };
}

async function measure(what: keyof Need): Promise<{ value: number; yardstick: number }> {
  if (measured[what].length === 0) {
    const both = await measureBoth();
    for (const of of Object.values(measured)) of.push(both);
  }
  const both = measured[what].shift();
  return { value: both?.ours[what] ?? Number.NaN, yardstick: both?.theirs[what] ?? Number.NaN };
}

const about = `a signed aggregate of ${PROVIDERS} identity providers, from the file to a directory that can be searched, by the built command`;

export const metadataAggregateSeconds: Row = {
  id: 'metadata.aggregate_s',
  what: `${about}, its start included`,
  unit: 's',
  yardstick: 'xmlsec1 --verify of the same file',
  aim: null,
  most: 10,
  runs: 3,
  measure: () => measure('seconds'),
};

export const metadataAggregateMegabytes: Row = {
  id: 'metadata.aggregate_mb',
  what: `${about}: the most memory the whole process had`,
  unit: 'MB',
  yardstick: 'xmlsec1 --verify of the same file',
  aim: null,
  most: 300,
  runs: 3,
  measure: () => measure('megabytes'),
};
