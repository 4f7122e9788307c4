import { isReserved, virtualAttributes } from '../conditions';

/** What exists beside the policy. A list left out is not checked against. */
export interface CompileContext {
  pools?: readonly string[];
  classes?: readonly string[];
  roles?: readonly string[];
  /** Ids of the attributes that the broker can decode. */
  attributes?: readonly string[];
  /** Roles that no rule may give to everybody; {@link defaultAdminRoles} when absent. */
  adminRoles?: readonly string[];
  /** By attribute, every value that was released: what nobody has and looks like one of them is told. */
  vocabulary?: ReadonlyMap<string, readonly string[]>;
  /** For rules whose window has passed. */
  now?: Date;
}

/** Roles that administer something. */
export const defaultAdminRoles: readonly string[] = [
  'admin',
  'labadmin',
  'identity-admin',
  'policy-admin',
  'operator',
];

/** The same, ready for lookups. */
export interface KnownThings {
  pools?: ReadonlySet<string>;
  classes?: ReadonlySet<string>;
  roles?: ReadonlySet<string>;
  attributes?: ReadonlySet<string>;
}

/** Makes the lookups of a context. */
export function knownThings(context: CompileContext): KnownThings {
  const set = (list: readonly string[] | undefined) => (list === undefined ? undefined : new Set(list));
  const { pools, classes, roles, attributes } = context;
  return { pools: set(pools), classes: set(classes), roles: set(roles), attributes: set(attributes) };
}

/** Tells what is wrong with an attribute's name: reserved and not known, or not among the known ones. */
export function attributeFault(
  name: string,
  known: KnownThings,
):
  | { code: 'reserved-attribute' | 'unknown-attribute'; message: string; candidates: Iterable<string> }
  | undefined {
  if (isReserved(name)) {
    if ((virtualAttributes as readonly string[]).includes(name)) return undefined;
    return {
      code: 'reserved-attribute',
      message: `found attribute "${name}", but idp, authn, session and lti hold only what the broker knows`,
      candidates: virtualAttributes,
    };
  }
  if (known.attributes === undefined || known.attributes.has(name)) return undefined;
  return {
    code: 'unknown-attribute',
    message: `no attribute is called "${name}", so it counts as not released`,
    candidates: known.attributes,
  };
}
