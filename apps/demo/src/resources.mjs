import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} LabFacts
 * @property {string} uri - libvirt URI, or `simulated:`
 * @property {string} image - the guest's image, as the hypervisor sees it
 * @property {string} [imagesDirectory]
 * @property {string} [socketsDirectory]
 */

/**
 * Writes the resource file of the seeded university: its classes and policy as they stand in `university/`, and the
 * identity providers, federation, host, template and pools of this run.
 *
 * @param {{ directory: string, university: string, idpMetadata: string[],
 *   federation: import('./start-practice-idps.mjs').DemoFederation, lab: LabFacts }} options - `idpMetadata`: SAML
 *   metadata documents
 * @returns {string} the file
 */
export function writeResources({ directory, university, idpMetadata, federation, lab }) {
  const read = (/** @type {string} */ name) => readFileSync(path.join(university, name), 'utf8');
  const made = [
    ...idpMetadata.map((metadata) => ({ kind: 'IdentityProvider', metadata, practice: true, enabled: true })),
    {
      kind: 'Federation',
      name: 'practice',
      title: 'Practice federation',
      url: federation.url,
      signingCertificate: federation.certificate,
    },
    {
      kind: 'Template',
      name: 'linux-shell',
      title: 'Linux shell',
      image: lab.image,
      memoryMiB: 96,
      vcpus: 1,
      readyLine: 'virlab-guest-ready',
    },
    {
      kind: 'Host',
      name: 'lab1',
      title: 'Lab host 1',
      uri: lab.uri,
      ...(lab.imagesDirectory ? { imagesDirectory: lab.imagesDirectory } : {}),
      ...(lab.socketsDirectory ? { socketsDirectory: lab.socketsDirectory } : {}),
    },
    {
      kind: 'Pool',
      name: 'cs101-linux',
      title: 'Linux shell',
      template: 'linux-shell',
      host: 'lab1',
      class: 'cs101',
      settings: { snapshots: 2 },
    },
    {
      kind: 'Pool',
      name: 'net2-router',
      title: 'Router',
      template: 'linux-shell',
      host: 'lab1',
      class: 'net2',
    },
  ];
  const file = path.join(directory, 'university.yaml');
  // JSON is YAML: what a program writes needs no prettier form.
  const documents = [
    read('classes.yaml'),
    ...made.map((resource) => JSON.stringify(resource)),
    read('policy.yaml'),
  ];
  writeFileSync(file, documents.join('\n---\n'), { mode: 0o600 });
  return file;
}
