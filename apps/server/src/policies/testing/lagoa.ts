import type { TestApp } from '../../testing/create-test-app';
import { SaveClass } from '../../classes/index';
import { SaveHost } from '../../hypervisors/index';
import { SavePool, SaveTemplate } from '../../pools/index';
import { PublishPolicy } from '../publish-policy';

/** A rule that gives a pool and a class to the students of one course. */
export const studentsRule = `
  - id: cs101-students
    name: CS101 students, year 2 or later
    when:
      all:
        - { attr: eduPersonScopedAffiliation, op: equals, value: student@lagoa.example, ci: true }
        - { attr: eduCourseMember, op: equals, value: CS101 } # the course
        - { attr: studyYear, op: numGte, value: 2 }
    effects:
      - { class: { ref: cs101 }, as: learner }
      - { pool: linux, quota: { vms: 1 }, leaseDays: 30 }
`;

export const adminsRule = `
  - id: admins
    name: Identity admins
    when: { attr: eduPersonEntitlement, op: equals, value: admin }
    effects:
      - { role: identity-admin }
`;

/** A policy of some rules; whoever no rule is about is let in with nothing. */
export function policyOf(rules: string, whenNoRule = 'admit'): string {
  const list = rules.trim() === '' ? ' []' : rules;
  return `version: 1\nid: lagoa\ndefaults: { timezone: Europe/Lisbon, whenNoRule: ${whenNoRule} }\nrules:${list}\n`;
}

/** Two pools of a simulated host, and two classes. */
export async function furnish({ app, source }: TestApp): Promise<void> {
  const get = <T>(type: new (...args: never[]) => T) => app.get(type, { strict: false });
  await source.transaction(async (manager) => {
    await get(SaveClass).run({ id: 'cs101', code: 'CS101', title: 'Operating systems' }, manager);
    await get(SaveClass).run({ id: 'net2', code: 'NET2', title: 'Networks 2' }, manager);
    await get(SaveTemplate).run(
      { id: 'shell', title: 'Shell', imagePath: '/images/shell.qcow2', memoryMiB: 96, vcpus: 1 },
      manager,
    );
    await get(SaveHost).run({ id: 'lab1', title: 'Lab 1', uri: 'simulated:' }, manager);
    const place = { templateId: 'shell', hostId: 'lab1' };
    await get(SavePool).run({ id: 'linux', title: 'Linux shell', ...place, classId: 'cs101' }, manager);
    await get(SavePool).run({ id: 'router', title: 'Router', ...place, classId: 'net2' }, manager);
  });
}

/** Publishes a policy text; answers its version. */
export async function publish({ app, source }: TestApp, yaml: string): Promise<number> {
  const publishPolicy = app.get(PublishPolicy, { strict: false });
  const { version } = await source.transaction((manager) =>
    publishPolicy.run({ source: yaml, author: 'Carla Mendes' }, manager),
  );
  return version;
}
