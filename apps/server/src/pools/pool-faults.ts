import { type PoolKind, type PoolSettings, poolSettingsSchema } from '@virlab/contracts';
import { type EntityManager, In } from 'typeorm';
import { HostEntity, imageKindOf, takesImage } from '../hypervisors/index';
import { TemplateEntity } from './template.entity';
import { Templates } from './templates';

/** A pool as it is to be. */
export interface PoolWish {
  id: string;
  title: string;
  templateId: string;
  hostId: string;
  classId?: string | null;
  /** `personal` when not said. */
  kind?: PoolKind;
  /** Further hosts. */
  hostIds?: readonly string[];
  /** What is left out is as usual. */
  settings?: Partial<PoolSettings> | null;
}

/** One thing wrong with a pool, at the field of the resource and of the API alike. */
export interface PoolFault {
  path: string;
  message: string;
}

/** Everything that is wrong with a pool, all at once; empty when it can be saved. Its class is not looked at. */
export async function faultsOfPool(wish: PoolWish, manager: EntityManager): Promise<PoolFault[]> {
  const { settings, faults } = readSettings(wish.settings ?? null);
  const { parts = [] } = settings;
  const templates = await known(manager, TemplateEntity, [
    wish.templateId,
    ...parts.map(({ templateId }) => templateId),
  ]);
  const further = wish.hostIds ?? [];
  const hosts = await known(manager, HostEntity, [wish.hostId, ...further]);
  const missing = (path: string, what: string, id: string, among: ReadonlySet<string>) =>
    among.has(id) ? [] : [{ path, message: `there is no ${what} "${id}"` }];
  return [
    ...missing('template', 'template', wish.templateId, templates),
    ...missing('host', 'host', wish.hostId, hosts),
    ...further.flatMap((id, index) => missing(`hosts.${index}`, 'host', id, hosts)),
    ...further.flatMap((id, index) =>
      id === wish.hostId || further.indexOf(id) < index
        ? [{ path: `hosts.${index}`, message: `host "${id}" is named twice` }]
        : [],
    ),
    ...faults,
    ...parts.flatMap(({ templateId }, index) =>
      missing(`settings.parts.${index}.templateId`, 'template', templateId, templates),
    ),
    ...faultsTogether(wish.kind ?? 'personal', settings),
    ...(await faultsOfImages(wish, parts, manager)),
  ];
}

/** Hosts make machines of disks, or of root file systems: each of a pool's has to take what its machines are made of. */
async function faultsOfImages(
  { templateId, hostId, hostIds = [] }: PoolWish,
  parts: NonNullable<Partial<PoolSettings>['parts']>,
  manager: EntityManager,
): Promise<PoolFault[]> {
  const hosts = await manager.findBy(HostEntity, { id: In([hostId, ...hostIds]) });
  // A group's machines are made of its parts alone.
  const ids = parts.length > 0 ? parts.map((part) => part.templateId) : [templateId];
  const templates = await new Templates(manager.dataSource).inUse(ids, manager);
  return ids.flatMap((id, index) => {
    const image = templates.get(id)?.imagePath;
    const host = image === undefined ? undefined : hosts.find((one) => !takesImage(one, image));
    if (image === undefined || !host) return [];
    const is =
      imageKindOf(image) === 'root'
        ? 'a root file system, for hosts of containers'
        : 'a disk, for hosts of QEMU';
    const path = parts.length > 0 ? `settings.parts.${index}.templateId` : 'template';
    return [
      { path, message: `the image of template "${id}" is ${is}, and host "${host.id}" is none of those` },
    ];
  });
}

/** What does not go together, although each is right by itself. */
function faultsTogether(kind: PoolKind, settings: Partial<PoolSettings>): PoolFault[] {
  const { parts = [], size = null, warmSpares = 0 } = settings;
  const names = parts.map(({ name }) => name);
  const fault = (isSo: boolean, field: string, message: string) =>
    isSo ? [{ path: `settings.${field}`, message }] : [];
  return [
    ...fault(kind === 'group' && parts.length < 2, 'parts', 'expected the two or more machines of a lab'),
    ...fault(kind !== 'group' && parts.length > 0, 'parts', `expected none in a ${kind} pool`),
    ...names.flatMap((name, index) =>
      fault(names.indexOf(name) < index, `parts.${index}.name`, `part "${name}" is named twice`),
    ),
    ...fault(
      kind === 'group' && warmSpares > 0,
      'warmSpares',
      'expected 0: a lab is made for who it belongs to',
    ),
    ...fault(
      size !== null && warmSpares > size,
      'warmSpares',
      `expected at most the size, ${size ?? 0}, not ${warmSpares}`,
    ),
  ];
}

function readSettings(given: Partial<PoolSettings> | null): {
  settings: Partial<PoolSettings>;
  faults: PoolFault[];
} {
  const read = poolSettingsSchema.safeParse(given ?? {});
  if (read.success) return { settings: read.data, faults: [] };
  return {
    settings: {},
    faults: read.error.issues.map(({ path, message }) => ({
      path: ['settings', ...path.map(String)].join('.'),
      message,
    })),
  };
}

async function known(
  manager: EntityManager,
  entity: typeof TemplateEntity | typeof HostEntity,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await manager.find<TemplateEntity | HostEntity>(entity, {
    where: { id: In([...new Set(ids)]) },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}
