import type { Effect } from '@virlab/policy';

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/;

/** An effect, and what it says beyond what the file says; undefined when the target names nothing that can be given. */
export interface MadeEffect {
  effect: Effect;
  assumed?: string;
}

/**
 * Makes the effect that a target such as `pool:linux`, `class:cs101`, `class:cs101:teacher` or `role:student` stands
 * for. A pool is given with one machine, a class as learner, when the target says no more.
 */
export function makeEffect(target: string): MadeEffect | undefined {
  const [, kind, ref = ''] = /^(pool|class|role):(.+)$/.exec(target.trim()) ?? [];
  if (kind === undefined) return undefined;
  if (kind === 'class') return makeClass(ref);
  if (!REFERENCE.test(ref)) return undefined;
  if (kind === 'role') return { effect: { role: ref } };
  return { effect: { pool: ref, quota: { vms: 1 } }, assumed: `one machine of ${ref}` };
}

function makeClass(named: string): MadeEffect | undefined {
  const [, ref = '', as] = /^(.+?)(?::(learner|ta|teacher))?$/.exec(named) ?? [];
  const isTemplate = ref.includes('{value}');
  if (!isTemplate && !REFERENCE.test(ref)) return undefined;
  const role = as === 'ta' || as === 'teacher' ? as : 'learner';
  return {
    effect: { class: isTemplate ? { template: ref } : { ref }, as: role },
    ...(as === undefined ? { assumed: `learner in ${ref}` } : {}),
  };
}
