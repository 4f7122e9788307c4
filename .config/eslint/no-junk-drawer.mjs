import { relativeFile } from './paths.mjs';

const DRAWER = /(^|\/)(utils?|helpers?|common|misc|shared|stuff)(\.[a-z]+)*(\/|$)/i;

/** Refuses files and folders whose name says nothing about what they hold. */
export const noJunkDrawer = {
  meta: {
    type: 'problem',
    messages: {
      drawer:
        '"{{file}}" names no thing: a reader cannot guess what is inside. Name it after what it answers, and put it in the room that asks.',
    },
    schema: [],
  },
  create(context) {
    const file = relativeFile(context);
    return {
      Program(node) {
        if (DRAWER.test(file)) context.report({ node, messageId: 'drawer', data: { file } });
      },
    };
  },
};
