import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder that Virlab was installed to: the nearest one above this file that holds our SAML defaults. */
export function installRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'saml', 'attribute-map.xml'))) {
    const above = path.dirname(folder);
    if (above === folder)
      throw new Error('saml/attribute-map.xml is missing: the installation is not complete');
    folder = above;
  }
  return folder;
}
