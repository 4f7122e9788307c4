import { isTestFile, relativeFile } from './paths.mjs';

const ALLOWED = [/^apps\/server\/src\/config\//, /vite\.config\.ts$/, /^e2e\/playwright\.config\.ts$/];

/** Only the settings class reads the environment, so that every setting is documented and validated. */
export const processEnvOnlyInConfig = {
  meta: {
    type: 'problem',
    messages: {
      env: 'process.env is read in apps/server/src/config only, where each setting is documented and checked. Add it there and take it from Settings.',
    },
    schema: [],
  },
  create(context) {
    const file = relativeFile(context);
    if (isTestFile(file) || ALLOWED.some((allowed) => allowed.test(file))) return {};
    return {
      'MemberExpression[object.name="process"][property.name="env"]'(node) {
        context.report({ node, messageId: 'env' });
      },
    };
  },
};
