import type { Host } from '@virlab/contracts';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';

/** A file system that is fuller than this soon stops machines. */
const LOW = 0.1;

export interface DiskRoomProps {
  hosts: readonly Host[];
  /** Nothing is said while there is enough. */
  onlyLow?: boolean;
}

/** How much room for disks the hosts have together, and on which it runs out; nothing where none can tell. */
export function DiskRoom({ hosts, onlyLow = false }: DiskRoomProps) {
  const { capacity: texts } = useTexts().staff.hosts;
  const format = useFormat();
  const folders = new Set<string>();
  const told = hosts.flatMap(({ title, uri, disk, imagesDirectory = title }) => {
    // Two daemons of one computer may share the folder; two computers have folders of one name.
    const folder = `${URL.canParse(uri) ? new URL(uri).hostname : uri} ${imagesDirectory}`;
    if (!disk || folders.has(folder)) return [];
    folders.add(folder);
    return [{ title, ...disk }];
  });
  if (told.length === 0) return null;
  const gib = (mib: number) => format.number(Math.round(mib / 1024));
  const sum = (of: 'freeMiB' | 'totalMiB') => told.reduce((all, one) => all + one[of], 0);
  const low = told.filter(({ freeMiB, totalMiB }) => freeMiB < totalMiB * LOW);
  if (onlyLow && low.length === 0) return null;
  return (
    <span className="vl-muted">
      {texts.disks(gib(sum('freeMiB')), gib(sum('totalMiB')))}
      {low.length > 0 ? `; ${texts.disksLow(format.list(low.map(({ title }) => title)))}` : ''}
    </span>
  );
}
