import tsParser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { afterAll, describe, it } from 'vitest';
import house from './index.mjs';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester({ languageOptions: { parser: tsParser } });

/** One rule, the code it lets pass and the code it refuses with which message. */
function check(name, valid, invalid) {
  tester.run(name, house.rules[name], {
    valid,
    invalid: invalid.map(({ messageId, ...rest }) => ({ ...rest, errors: [{ messageId }] })),
  });
}

const server = (file) => `apps/server/src/${file}`;
const web = (file) => `apps/web/src/${file}`;

check(
  'server-floors',
  [
    { code: "import { Users } from '../identity/index';", filename: server('machines/start-machine.ts') },
    { code: "import { x } from './machine.entity';", filename: server('machines/start-machine.ts') },
  ],
  [
    {
      code: "import { x } from '../consoles/index';",
      filename: server('machines/start-machine.ts'),
      messageId: 'upward',
    },
    {
      code: "import { x } from '../identity/user.entity';",
      filename: server('machines/a.ts'),
      messageId: 'door',
    },
    { code: "import { x } from '../app.module';", filename: server('machines/a.ts'), messageId: 'roof' },
    { code: 'export {};', filename: server('attic/a.ts'), messageId: 'unknown' },
  ],
);

check(
  'web-rooms',
  [
    {
      code: "import { x } from '../../features/console/viewer';",
      filename: web('pages/machine/machine-page.tsx'),
    },
  ],
  [
    {
      code: "import { x } from '../class/class-page';",
      filename: web('pages/machine/a.tsx'),
      messageId: 'sideways',
    },
    {
      code: "import { x } from '../pages/machine/a';",
      filename: web('data/machines.ts'),
      messageId: 'upward',
    },
  ],
);

check(
  'route-states-its-ability',
  [{ code: 'class C { @Get() @Public("health") ok() {} }', filename: server('machines/c.ts') }],
  [{ code: 'class C { @Get() ok() {} }', filename: server('machines/c.ts'), messageId: 'silent' }],
);

check(
  'process-env-only-in-config',
  [{ code: 'process.env.X;', filename: server('config/settings.ts') }],
  [{ code: 'process.env.X;', filename: server('machines/a.ts'), messageId: 'env' }],
);

check(
  'clock-only-in-platform',
  [
    { code: 'Date.now();', filename: server('platform/clock.ts') },
    { code: 'new Date(0);', filename: server('audit/a.ts') },
  ],
  [
    { code: 'Date.now();', filename: server('audit/a.ts'), messageId: 'clock' },
    { code: 'new Date();', filename: 'libs/policy/src/decide/decide.ts', messageId: 'clock' },
  ],
);

check(
  'no-junk-drawer',
  [{ code: 'export {};', filename: server('audit/recorder.ts') }],
  [{ code: 'export {};', filename: server('audit/utils.ts'), messageId: 'drawer' }],
);

check(
  'testing-only-from-specs',
  [{ code: "import { x } from '@virlab/testbed';", filename: server('audit/a.spec.ts') }],
  [{ code: "import { x } from '@virlab/testbed';", filename: server('audit/a.ts'), messageId: 'testing' }],
);
