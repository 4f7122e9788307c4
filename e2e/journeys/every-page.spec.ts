import path from 'node:path';
import type { MachineList, People } from '@virlab/contracts';
import type { Page } from '@playwright/test';
import { signIn } from '../pages/sign-in';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../world/journey';
import { ANA, BEATRIZ, CARLA, DUARTE, HELENA, NUNO, OSCAR, type PracticePerson } from '../world/people';

/** Somebody's pages: a name for the picture and an address. */
interface Tour {
  person: PracticePerson | null;
  pages: (page: Page) => Promise<Record<string, string>>;
}

const fixed = (pages: Record<string, string>) => async () => pages;

const TOURS: Record<string, Tour> = {
  nobody: {
    person: null,
    pages: fixed({
      'sign-in': '/sign-in',
      'signed-out': '/signed-out?outcome=here',
      'break-glass': '/break-glass',
    }),
  },
  refused: { person: NUNO, pages: async (page) => ({ 'sign-in-refused': page.url() }) },
  student: {
    person: ANA,
    pages: async (page) => {
      const { machines } = (await (await page.request.get('/api/machines')).json()) as MachineList;
      const id = machines[0]?.id ?? '';
      return { machines: '/machines', machine: `/machines/${id}`, record: '/you', 'not-found': '/nowhere' };
    },
  },
  'two machines': { person: DUARTE, pages: fixed({ 'machines-two': '/machines' }) },
  'no machines': { person: BEATRIZ, pages: fixed({ 'machines-none': '/machines' }) },
  teacher: {
    person: CARLA,
    pages: fixed({
      class: '/classes/cs101',
      'class-table': '/classes/cs101?view=table',
      'class-readiness': '/classes/cs101?view=readiness',
      'class-attendance': '/classes/cs101?view=attendance',
      'class-announcements': '/classes/cs101?view=announcements',
      'usage-teacher': '/usage',
    }),
  },
  'identity admin': {
    person: HELENA,
    pages: async (page) => {
      const { people } = (await (await page.request.get('/api/people')).json()) as People;
      const beatriz = people.find(({ displayName }) => displayName === 'Beatriz Nogueira')?.id ?? '';
      return {
        why: `/policy/why?person=${beatriz}&target=pool:cs101-linux`,
        people: '/people',
        person: `/people/${beatriz}`,
        attributes: '/attributes',
        'attribute-rules': '/attributes/rules',
        providers: '/providers',
        'provider-add': '/providers/add',
        provider: `/providers/${encodeURIComponent(ANA.entityId)}`,
        'service-provider': '/service-provider',
      };
    },
  },
  'policy studio': {
    person: HELENA,
    pages: fixed({
      policy: '/policy',
      'policy-rule': '/policy/rules/cs101-students',
      'policy-rule-new': '/policy/rules/new',
      'policy-dry-run': '/policy/dry-run',
      'policy-cases': '/policy/cases',
      'policy-cases-new': '/policy/cases/new',
      'policy-versions': '/policy/versions',
      'policy-grants': '/policy/grants',
      'policy-import': '/policy/import',
    }),
  },
  operator: {
    person: OSCAR,
    pages: fixed({
      hosts: '/hosts',
      'host-add': '/hosts/add',
      host: '/hosts/lab1',
      pools: '/pools',
      'pool-add': '/pools/add',
      pool: '/pools/cs101-linux',
      template: '/templates/linux-shell',
      usage: '/usage',
      audit: '/audit',
    }),
  },
};

// What is wrong with a page is said by axe and seen in its picture: a trace would take a third of the time.
test.use({ trace: 'off' });

for (const [who, { person, pages }] of Object.entries(TOURS)) {
  test(`the pages of: ${who}, in both widths and both schemes @pages`, async ({ page }, info) => {
    // Each page four times, each time with axe.
    test.setTimeout(1_800_000);
    if (person) await signIn(page, person);
    for (const [name, address] of Object.entries(await pages(page))) {
      for (const width of [1440, 390]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.goto(address);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          await expectNoSidewaysScroll(page);
          await expectAccessible(page);
          const file = path.join(info.project.outputDir, 'pages', `${name}-${width}-${colorScheme}.png`);
          await page.screenshot({ path: file, fullPage: true });
        }
      }
    }
  });
}
