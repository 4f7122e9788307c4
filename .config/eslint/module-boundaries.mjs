/**
 * Which kind of project may stand on which. The words are the tags of each `project.json`; the table with its
 * reasons is in docs/ARCHITECTURE.md.
 */
const serverPackages = ['@nestjs/*', 'typeorm', 'passport*', '@node-saml/passport-saml'];

export const moduleBoundaries = {
  enforceBuildableLibDependency: false,
  allow: ['../../.config/vitest.mjs', '../../.config/*', '../.config/*'],
  depConstraints: [
    {
      sourceTag: 'type:contract',
      onlyDependOnLibsWithTags: [],
      bannedExternalImports: [...serverPackages, 'react*'],
    },
    {
      sourceTag: 'type:engine',
      onlyDependOnLibsWithTags: ['type:contract', 'type:engine', 'type:testing'],
      bannedExternalImports: ['@nestjs/*', 'typeorm', 'react*'],
    },
    {
      sourceTag: 'type:client',
      onlyDependOnLibsWithTags: ['type:contract'],
      bannedExternalImports: serverPackages,
    },
    {
      sourceTag: 'type:ui',
      onlyDependOnLibsWithTags: ['type:ui', 'type:contract'],
      bannedExternalImports: serverPackages,
    },
    { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:contract', 'type:engine', 'type:testing'] },
    { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:client', 'type:contract', 'type:testing'] },
    {
      sourceTag: 'type:app',
      onlyDependOnLibsWithTags: ['type:contract', 'type:engine', 'type:client', 'type:ui', 'type:testing'],
    },
    { sourceTag: 'runtime:browser', onlyDependOnLibsWithTags: ['runtime:browser', 'runtime:any'] },
    { sourceTag: 'runtime:any', onlyDependOnLibsWithTags: ['runtime:any'] },
    { sourceTag: 'runtime:node', onlyDependOnLibsWithTags: ['runtime:node', 'runtime:any'] },
  ],
};
