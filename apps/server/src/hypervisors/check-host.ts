import type { HostFault } from '@virlab/contracts';
import type { DriverKind, HostSettings } from './drivers/driver-kind';

/** Where a host is, as somebody typed it. */
export type HostPlaceTyped = Pick<HostSettings, 'uri' | 'imagesDirectory' | 'socketsDirectory'>;

/** What fits the row of a host. */
const LONGEST = 1024;
const FIELDS = ['uri', 'imagesDirectory', 'socketsDirectory'] as const;
/** Control characters, and those that turn the direction of what follows or end a line of a log. */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
/** A password beside a user, also where a `/` or `?` in it would hide that from a parser. */
const PASSWORD_BEFORE_AT = /^(?:[a-z0-9+.-]+:\/\/)?[^@]*?(?::|%3a)(?!\d*\/)[^@]*@/i;
const SECRET_PARAMETER = /[?&;](?:[a-z_-]*)(?:pass|passwd|password|secret|token|credential)[a-z_-]*=/i;

/** The kind of driver that takes a URI; undefined when none does. */
export function kindOf(kinds: readonly DriverKind[], uri: string): DriverKind | undefined {
  return kinds.find(({ takes }) => takes(uri));
}

/**
 * Everything that is wrong with where a host is, at once. Pure: the host is not asked. No message holds what may be a
 * secret: a URI with one is told of by its kind alone.
 */
export function faultsOfPlace(kinds: readonly DriverKind[], typed: HostPlaceTyped): HostFault[] {
  const shapes = FIELDS.flatMap((field) => shapeFault(field, typed[field] ?? ''));
  const isUriSound = shapes.every(({ field }) => field !== 'uri');
  const kind = kindOf(kinds, typed.uri);
  if (isUriSound && !kind) {
    shapes.push({
      field: 'uri',
      code: 'no-driver',
      message: `${typed.uri.includes('@') ? 'this' : `"${typed.uri}"`} is no URI of a known driver, expected one such as qemu:///system, lxc:///system or simulated:`,
    });
  }
  const known = new Set(shapes.map(({ field }) => field));
  // What may hold a secret goes no further; the folders are looked at all the same.
  const uri = isUriSound ? typed.uri : 'qemu:///system';
  const deeper = (kind?.faultsOf({ id: '', title: '', ...typed, uri }) ?? [])
    .filter(({ path }) => path !== 'id' && path !== 'title' && !known.has(path))
    .map(({ path, code, message }) => ({ field: path as HostFault['field'], code, message }));
  return [...shapes, ...deeper].toSorted((a, b) => orderOf(a.field) - orderOf(b.field));
}

function shapeFault(field: (typeof FIELDS)[number], text: string): HostFault[] {
  if (HIDDEN.test(text)) {
    return [{ field, code: 'control-characters', message: 'holds characters that cannot be seen' }];
  }
  if (Buffer.byteLength(text) > LONGEST) {
    return [
      { field, code: 'too-long', message: `has ${Buffer.byteLength(text)} bytes, at most ${LONGEST} fit` },
    ];
  }
  if (field !== 'uri') return [];
  if (text === '')
    return [{ field, code: 'missing', message: 'is missing, expected a URI such as qemu:///system' }];
  if (PASSWORD_BEFORE_AT.test(text) || SECRET_PARAMETER.test(text)) {
    return [
      {
        field,
        code: 'credentials',
        message:
          'holds a password or a secret: the daemon is reached by certificates, keys or the rights of Virlab’s user',
      },
    ];
  }
  return [];
}

function orderOf(field: HostFault['field']): number {
  return (FIELDS as readonly string[]).indexOf(field);
}
