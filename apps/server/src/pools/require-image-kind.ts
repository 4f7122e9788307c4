import { type EntityManager, In } from 'typeorm';
import { HostEntity, imageKindOf, takesImage } from '../hypervisors/index';
import { VirlabError } from '../platform/index';
import { PoolEntity } from './pool.entity';

/**
 * Makes sure that what machines of a template are to be made of is taken by every host of its pools: what is made of disks does
 * not run as containers, and the other way round, and would wait for ever.
 *
 * @throws VirlabError `template-image-kind` with the first pool and host
 */
export async function requireImageKind(
  templateId: string,
  imagePath: string,
  manager: EntityManager,
): Promise<void> {
  const pools = (await manager.find(PoolEntity)).filter(({ templateId: own, settings }) =>
    // A group's machines are made of its parts alone.
    settings?.parts?.length
      ? settings.parts.some((part) => part.templateId === templateId)
      : own === templateId,
  );
  if (pools.length === 0) return;
  const ids = pools.flatMap(({ hostId, hostIds }) => [hostId, ...(hostIds ?? [])]);
  const hosts = await manager.findBy(HostEntity, { id: In([...new Set(ids)]) });
  const refusing = hosts.find((host) => !takesImage(host, imagePath));
  if (!refusing) return;
  const pool = pools.find(({ hostId, hostIds }) => [hostId, ...(hostIds ?? [])].includes(refusing.id));
  const is = imageKindOf(imagePath) === 'root' ? 'an archive of a root file system' : 'a disk';
  throw new VirlabError('template-image-kind', {
    publicDetail: `${imagePath} is ${is}, and host "${refusing.id}" of pool "${pool?.id ?? ''}" takes none of those`,
  });
}
