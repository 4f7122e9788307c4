import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The file being linted, relative to the repository, with forward slashes, from wherever ESLint was started. */
export function relativeFile(context) {
  const { filename } = context;
  const relative = path.isAbsolute(filename) ? path.relative(ROOT, filename) : filename;
  return relative.split(path.sep).join('/');
}

/** Where a relative import lands, relative to the repository; null for a package or an alias. */
export function importTarget(context, source) {
  if (!source.startsWith('.')) return null;
  return path.posix.normalize(path.posix.join(path.posix.dirname(relativeFile(context)), source));
}

/** True for files that only tests load. */
export function isTestFile(file) {
  return (
    /\.spec\.[a-z]+$/.test(file) ||
    /(^|\/)(testing|e2e)\//.test(file) ||
    /^libs\/testbed\//.test(file) ||
    /vite\.config\.ts$/.test(file)
  );
}

/** Runs `check(node, specifier)` for every static import, re-export and dynamic import of the file. */
export function onImports(check) {
  const visit = (node) => node.source?.value && check(node, String(node.source.value));
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
  };
}
