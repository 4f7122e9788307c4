import { FLOORS, NEIGHBOURS } from './floors.mjs';
import { importTarget, isTestFile, onImports, relativeFile } from './paths.mjs';

const ROOT = 'apps/server/src/';

/** The room of a file under apps/server/src; null for files of the roof (main, app.module). */
function roomOf(file) {
  const inside = file.slice(ROOT.length);
  return inside.includes('/') ? inside.slice(0, inside.indexOf('/')) : null;
}

/** Server rooms import downward, and through the front door (`index.ts`) of the other room. */
export const serverFloors = {
  meta: {
    type: 'problem',
    messages: {
      unknown:
        'the room "{{room}}" stands on no floor. Give it one in .config/eslint/floors.mjs, and a line in docs/ARCHITECTURE.md.',
      upward:
        'floor {{from}} ({{room}}) may not import floor {{to}} ({{other}}): rooms import downward, so that each can be read without those above. Move the code down, or let the upper room call this one through a port.',
      door: 'import "{{other}}" through its index.ts, so that what it keeps private can change. Export what you need there, or ask whether this belongs in "{{other}}".',
      roof: 'a room may not import the roof ({{target}}): it is the only place that knows all rooms.',
    },
    schema: [],
  },
  create(context) {
    const file = relativeFile(context);
    if (!file.startsWith(ROOT)) return {};
    const room = roomOf(file);
    if (!room) return {};
    return {
      Program(node) {
        if (!(room in FLOORS)) context.report({ node, messageId: 'unknown', data: { room } });
      },
      ...onImports((node, source) => {
        const target = importTarget(context, source);
        if (!target?.startsWith(ROOT)) return;
        const other = roomOf(target);
        if (other === room) return;
        const isSpec = isTestFile(file);
        if (!other || !(other in FLOORS)) {
          const door = target.slice(ROOT.length);
          if (door in FLOORS) return context.report({ node, messageId: 'door', data: { other: door } });
          if (!isSpec && room !== 'cli') context.report({ node, messageId: 'roof', data: { target } });
          return;
        }
        const [from, to] = [FLOORS[room], FLOORS[other]];
        const isNeighbour = (NEIGHBOURS[room] ?? []).includes(other);
        if (!isSpec && (to > from || (to === from && !isNeighbour))) {
          context.report({ node, messageId: 'upward', data: { room, other, from, to } });
        }
        const isDoor = /\/index(\.[jt]s)?$/.test(target) || (isSpec && target.includes('/testing/'));
        if (!isDoor && room !== 'database' && other !== 'database') {
          context.report({ node, messageId: 'door', data: { other } });
        }
      }),
    };
  },
};
