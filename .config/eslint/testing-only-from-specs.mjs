import { isTestFile, onImports, relativeFile } from './paths.mjs';

const TESTING = /^(@virlab\/testbed|.*\/testing(\/.*)?)$/;

/** Builders and fakes are loaded by tests only: what ships must not depend on what pretends. */
export const testingOnlyFromSpecs = {
  meta: {
    type: 'problem',
    messages: {
      testing:
        '"{{source}}" is for specs and e2e only. If the product needs it, it is not a test piece: move it to its room.',
    },
    schema: [],
  },
  create(context) {
    const file = relativeFile(context);
    if (isTestFile(file) || /^apps\/(demo|bench)\//.test(file)) return {};
    return onImports((node, source) => {
      if (TESTING.test(source) && !source.startsWith('@nestjs/')) {
        context.report({ node, messageId: 'testing', data: { source } });
      }
    });
  },
};
