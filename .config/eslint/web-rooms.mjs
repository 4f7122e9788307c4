import { importTarget, onImports, relativeFile } from './paths.mjs';

const ROOT = 'apps/web/src/';
const MAY_IMPORT = {
  pages: ['features', 'data', 'shell', 'texts'],
  features: ['data', 'shell', 'texts'],
  data: [],
  shell: ['data', 'texts'],
  texts: [],
};

/** Pages stand on features, features on data; no page knows another page, no feature another feature. */
export const webRooms = {
  meta: {
    type: 'problem',
    messages: {
      upward:
        '"{{from}}" may not import "{{to}}": the web app reads page → feature → data. Move the piece down, or pass it in.',
      sideways:
        'one {{kind}} may not import another ({{target}}): what two of them need is a feature, or belongs in libs/ui.',
    },
    schema: [],
  },
  create(context) {
    const file = relativeFile(context);
    if (!file.startsWith(ROOT)) return {};
    const [room, piece, ...rest] = file.slice(ROOT.length).split('/');
    if (!(room in MAY_IMPORT)) return {};
    return onImports((node, source) => {
      const target = importTarget(context, source);
      if (!target?.startsWith(ROOT)) return;
      const [otherRoom, otherPiece] = target.slice(ROOT.length).split('/');
      if (otherRoom === room) {
        const split = room === 'pages' || room === 'features';
        if (split && rest.length > 0 && otherPiece !== piece) {
          context.report({ node, messageId: 'sideways', data: { kind: room.slice(0, -1), target } });
        }
        return;
      }
      if (otherRoom in MAY_IMPORT && !MAY_IMPORT[room].includes(otherRoom)) {
        context.report({ node, messageId: 'upward', data: { from: room, to: otherRoom } });
      }
    });
  },
};
