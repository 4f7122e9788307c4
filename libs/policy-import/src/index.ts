export { importAccessControl } from './access-control/import-access-control';
export {
  importNoteCodes,
  type ImportedRules,
  type ImportFault,
  type ImportKind,
  type ImportNote,
  type ImportNoteCode,
  type ImportResult,
  type ImportTargets,
} from './import-report';
export { importKeystone } from './keystone/import-keystone';
export { recognizeImport } from './recognize-import';
