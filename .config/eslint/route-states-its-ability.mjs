import { relativeFile } from './paths.mjs';

const ROUTES = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Head', 'Options', 'Sse']);
const STATEMENTS = new Set(['Requires', 'Public']);

function decoratorName(decorator) {
  const { expression } = decorator;
  return expression.type === 'CallExpression' ? expression.callee.name : expression.name;
}

/** A route that says nothing about who may call it does not lint; the global guard refuses it at run time too. */
export const routeStatesItsAbility = {
  meta: {
    type: 'problem',
    messages: {
      silent:
        'the route "{{name}}" does not say who may call it. Add @Requires(ability) or @Public("why anybody may").',
    },
    schema: [],
  },
  create(context) {
    if (!relativeFile(context).startsWith('apps/server/')) return {};
    return {
      MethodDefinition(node) {
        const names = (node.decorators ?? []).map(decoratorName);
        if (!names.some((name) => ROUTES.has(name))) return;
        if (!names.some((name) => STATEMENTS.has(name))) {
          context.report({ node, messageId: 'silent', data: { name: node.key.name } });
        }
      },
    };
  },
};
