import type { z } from 'zod';
import { effectSchemas, type ClassEffect, type DenyEffect, type EffectKind } from '../language/effect';
import type { Path } from '../language/finding';
import type { AnyTarget } from '../language/target';
import type { KnownThings } from './compile-context';
import { compileTemplate } from './compile-template';
import type { FaultList } from './fault-list';
import { didYouMean } from './nearest-word';
import type { CompiledEffect } from './rule-table';
import { nameOf, shapeFaults } from './shape-faults';

/** What the effects of a rule are compiled with. */
export interface EffectSetting {
  faults: FaultList;
  known: KnownThings;
  /** Names that templates may use; absent when the condition has faults, and then captures are not checked. */
  captures?: ReadonlySet<string>;
}

const KINDS = Object.keys(effectSchemas) as EffectKind[];

/**
 * Reads one effect.
 *
 * @returns undefined when it has a fault; all faults are on the list
 */
export function compileEffect(raw: unknown, path: Path, setting: EffectSetting): CompiledEffect | undefined {
  const { faults } = setting;
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    faults.add({
      code: 'effect-shape',
      path,
      message: `found ${nameOf(raw)}, expected an effect`,
      help: `an effect has one of ${KINDS.join(', ')}`,
    });
    return undefined;
  }
  const kinds = KINDS.filter((kind) => Object.hasOwn(raw, kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    const keys = Object.keys(raw);
    const near = keys.map((key) => didYouMean(key, KINDS).help).find((help) => help !== undefined);
    const found =
      keys.length === 0
        ? 'no fields'
        : keys
            .slice(0, 5)
            .map((key) => `"${key}"`)
            .join(', ');
    faults.add({
      code: 'effect-shape',
      path,
      message: `found ${found}, expected exactly one of ${KINDS.join(', ')}`,
      help: near,
    });
    return undefined;
  }
  return readKind(kind, raw, path, setting);
}

function readKind(
  kind: EffectKind,
  raw: object,
  path: Path,
  setting: EffectSetting,
): CompiledEffect | undefined {
  const parse = <S extends z.ZodType>(schema: S): z.output<S> | undefined => {
    const parsed = schema.safeParse(raw);
    if (parsed.success) return parsed.data;
    for (const fault of shapeFaults(parsed.error.issues, raw, path, schema)) setting.faults.add(fault);
    return undefined;
  };
  switch (kind) {
    case 'role': {
      const effect = parse(effectSchemas.role);
      if (effect === undefined) return undefined;
      checkRef('role', effect.role, [...path, 'role'], setting);
      if (effect.scope !== undefined) checkRef('class', effect.scope, [...path, 'scope'], setting);
      return { kind, effect };
    }
    case 'class': {
      const effect = parse(effectSchemas.class);
      return effect === undefined ? undefined : readClass(effect, path, setting);
    }
    case 'pool': {
      const effect = parse(effectSchemas.pool);
      if (effect === undefined) return undefined;
      checkRef('pool', effect.pool, [...path, 'pool'], setting);
      return { kind, effect };
    }
    case 'limit': {
      const effect = parse(effectSchemas.limit);
      if (effect === undefined) return undefined;
      const { pool, ...fields } = effect.limit;
      if (pool !== undefined) checkRef('pool', pool, [...path, 'limit', 'pool'], setting);
      if (Object.keys(fields).length > 0) return { kind, effect };
      setting.faults.add({
        code: 'missing-field',
        path: [...path, 'limit'],
        message: 'limit names nothing to lower',
        help: 'name vms, vcpu, memoryMiB, hours or leaseDays',
      });
      return undefined;
    }
    case 'deny': {
      const effect = parse(effectSchemas.deny);
      if (effect === undefined) return undefined;
      const target = deniedBy(effect);
      if (target.kind !== 'login') checkRef(target.kind, target.ref, [...path, 'deny', target.kind], setting);
      return { kind, effect, target };
    }
  }
}

function readClass(effect: ClassEffect, path: Path, setting: EffectSetting): CompiledEffect | undefined {
  if ('ref' in effect.class) {
    checkRef('class', effect.class.ref, [...path, 'class', 'ref'], setting);
    return { kind: 'class', effect };
  }
  const { captures } = setting;
  if (captures === undefined) return undefined;
  const read = compileTemplate(effect.class.template, captures);
  if (read.ok) return { kind: 'class', effect, template: read.parts };
  const { code, message, help } = read;
  setting.faults.add({ code, path: [...path, 'class', 'template'], message, help });
  return undefined;
}

function deniedBy({ deny }: DenyEffect): AnyTarget {
  if (deny === 'login') return { kind: 'login', ref: 'login' };
  if ('pool' in deny) return { kind: 'pool', ref: deny.pool };
  if ('class' in deny) return { kind: 'class', ref: deny.class };
  return { kind: 'role', ref: deny.role };
}

const LISTS = { pool: 'pools', class: 'classes', role: 'roles' } as const;

/** A reference to something that does not exist gives nothing, silently; so it is an error (5.1, missing groups). */
function checkRef(kind: 'pool' | 'class' | 'role', ref: string, path: Path, setting: EffectSetting): void {
  const known = setting.known[LISTS[kind]];
  if (known === undefined || known.has(ref)) return;
  setting.faults.add({
    code: `unknown-${kind}`,
    path,
    message: `no ${kind} is called "${ref}"`,
    ...didYouMean(ref, known),
  });
}
