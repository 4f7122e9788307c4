import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MACHINE_STATES, REFUSAL_REASONS } from '@virlab/contracts';
import {
  isRefused,
  LIFECYCLE,
  LIFECYCLE_ACTIONS,
  SHUTDOWN_DEADLINE_MS,
} from '../machines/testing/inner-parts';
import { installRoot } from '../platform/index';

/** What the pages of people say, so that the page of the docs says the same. */
const SENTENCES = 'apps/web/src/texts/machines/en.ts';
const DIAGRAM = 'apps/server/src/machines/machine-lifecycle.mermaid';

const read = (file: string) => readFileSync(path.join(installRoot(), file), 'utf8');

/** The lifecycle of machines for the docs: the diagram, every action in every state, and what each refusal says. */
export function lifecyclePage(
  made: (from: string) => string,
  table: (head: string[], rows: string[][]) => string,
): string {
  const cells = LIFECYCLE_ACTIONS.map((action) => [
    `**${action}**`,
    ...MACHINE_STATES.map((state) => {
      const transition = LIFECYCLE[state][action];
      return isRefused(transition) ? `_${transition}_` : wrote(transition);
    }),
  ]);
  const sentences = refusals();
  const reasons = REFUSAL_REASONS.map((reason) => [`\`${reason}\``, sentences.get(reason) ?? '']);
  return `${made('apps/server/src/machines/machine-lifecycle.ts, its diagram, and the texts of the pages')}# The lifecycle of a machine

People see one of ${MACHINE_STATES.length} states. It is never stored: it follows from what is wanted, what was last found on the host, and
whether the host answers. An action writes what is wanted; the reconciler does the rest, and does it again after whatever
came in between. A spec compares the diagram, the table below and the code.

## Drawn

In brackets: what happens by itself.

\`\`\`mermaid
${read(DIAGRAM)
  .replace(/^%%.*\n/gm, '')
  .trimEnd()}
\`\`\`

## Every action in every state

Upright: what is written, wanted state first, then the order for the way there. _Slanted_: why it is refused.

${table(['action', ...MACHINE_STATES], cells)}

Before the state is looked at: who has no right to the machine may only bring it to rest (\`not-entitled\`); while a snapshot is
taken or removed nothing else is done (\`still-saving\`); a pool that is closed or a lease that is over refuses a start; what
the host’s driver lacks is \`driver-cannot\`.

A shutdown presses the power button of the guest, again and again: a button that is pressed while it boots is lost. A guest
that has not gone down after ${SHUTDOWN_DEADLINE_MS / 1000} s is left running with \`shutdown-ignored\`, and its page offers to force it off. By
itself a plug is pulled only where nobody has a right to the machine any more, and after the second announced end.

## What each refusal says

The code is in \`abilities\` of \`GET /api/machines\` and in the refusal of an action; the sentence is what people read.

${table(['code', 'sentence'], reasons)}
`;
}

function wrote({ wanted, order }: { wanted: string; order: string | null }): string {
  return order === null ? wanted : `${wanted}, by ${order}`;
}

function refusals(): ReadonlyMap<string, string> {
  const [, block = ''] = /^const refusals[^{]*\{\n(.*?)^\};/ms.exec(read(SENTENCES)) ?? [];
  return new Map(
    [...block.matchAll(/^ {2}'([a-z-]+)':\s+'(.*)',$/gm)].map(([, code = '', said = '']) => [code, said]),
  );
}
