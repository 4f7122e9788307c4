import { relativeFile } from './paths.mjs';

const WATCHED = /^(apps\/server|libs\/(policy|attributes|saml))\//;
const ALLOWED = /^apps\/server\/src\/platform\/clock\.ts$/;

/** Time is passed in, so that a test can hold it still and a decision can be replayed. */
export const clockOnlyInPlatform = {
  meta: {
    type: 'problem',
    messages: {
      clock:
        'the time is read in apps/server/src/platform/clock.ts only. Take the Clock by injection, or `now` as a parameter.',
    },
    schema: [],
  },
  create(context) {
    const file = relativeFile(context);
    if (!WATCHED.test(file) || ALLOWED.test(file)) return {};
    const report = (node) => context.report({ node, messageId: 'clock' });
    return {
      'CallExpression[callee.object.name="Date"][callee.property.name="now"]': report,
      'NewExpression[callee.name="Date"][arguments.length=0]': report,
    };
  },
};
