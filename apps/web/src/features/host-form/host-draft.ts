import type { Host, HostOffer, HostPlace } from '@virlab/contracts';

const MIB_PER_GIB = 1024;

/** What is typed into the form of a host. Numbers are texts until they are sent. */
export interface HostDraft {
  id: string;
  title: string;
  uri: string;
  imagesDirectory: string;
  socketsDirectory: string;
  memoryGiB: string;
  vcpus: string;
}

export const EMPTY_HOST: HostDraft = {
  ...{ id: '', title: '', uri: '', imagesDirectory: '', socketsDirectory: '', memoryGiB: '', vcpus: '' },
};

/** A host as its form shows it. */
export function draftOf(host: Host): HostDraft {
  const offered = host.capacity?.offered ? host.capacity : undefined;
  return {
    ...{ id: host.id, title: host.title, uri: host.uri },
    imagesDirectory: host.imagesDirectory ?? '',
    socketsDirectory: host.socketsDirectory ?? '',
    memoryGiB: offered ? String(Math.round((offered.memoryMiB / MIB_PER_GIB) * 10) / 10) : '',
    vcpus: offered ? String(offered.vcpus) : '',
  };
}

/** Where the host is; what is empty was not told. */
export function placeOf({ uri, imagesDirectory, socketsDirectory }: HostDraft): HostPlace {
  return {
    uri: uri.trim(),
    imagesDirectory: imagesDirectory.trim() || null,
    socketsDirectory: socketsDirectory.trim() || null,
  };
}

/** What it gives to machines; `null` where that is nonsense. */
export function offerOf({ memoryGiB, vcpus }: HostDraft): HostOffer | null {
  const memory = numberOf(memoryGiB);
  const cpus = numberOf(vcpus);
  if (memory === null || cpus === null) return null;
  if (cpus !== undefined && !Number.isInteger(cpus)) return null;
  return {
    memoryMiB: memory === undefined ? null : Math.round(memory * MIB_PER_GIB),
    vcpus: cpus ?? null,
  };
}

/** A short name from what people call it; as far as one can be made of it. */
export function idFrom(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
}

export const HOST_ID = /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/;

/** Undefined for nothing, null for what is no number above 0. */
function numberOf(typed: string): number | undefined | null {
  if (typed.trim() === '') return undefined;
  const value = Number(typed.trim().replace(',', '.'));
  return Number.isFinite(value) && value > 0 ? value : null;
}
