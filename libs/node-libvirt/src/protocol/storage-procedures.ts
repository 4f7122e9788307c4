import { array } from '../xdr/composites';
import { bits, flag, i32, size, u32, uuid } from '../xdr/scalars';
import { MAX_LIST_ITEMS } from './limits';
import { procedure } from './procedure';
import { storagePool as pool, storageVolume as volume, text } from './types';

/** Storage pools and the volumes in them. */
export const storageProcedures = {
  storagePoolDefineXml: procedure(77, 'STORAGE_POOL_DEFINE_XML', { xml: text, flags: bits }, { pool }),
  storagePoolCreate: procedure(78, 'STORAGE_POOL_CREATE', { pool, flags: bits }, {}),
  storagePoolBuild: procedure(79, 'STORAGE_POOL_BUILD', { pool, flags: bits }, {}),
  storagePoolDestroy: procedure(80, 'STORAGE_POOL_DESTROY', { pool }, {}),
  storagePoolUndefine: procedure(82, 'STORAGE_POOL_UNDEFINE', { pool }, {}),
  storagePoolRefresh: procedure(83, 'STORAGE_POOL_REFRESH', { pool, flags: bits }, {}),
  storagePoolLookupByName: procedure(84, 'STORAGE_POOL_LOOKUP_BY_NAME', { name: text }, { pool }),
  storagePoolLookupByUuid: procedure(85, 'STORAGE_POOL_LOOKUP_BY_UUID', { uuid }, { pool }),
  storagePoolGetInfo: procedure(
    87,
    'STORAGE_POOL_GET_INFO',
    { pool },
    { state: u32, capacity: size, allocation: size, available: size },
  ),
  storagePoolGetXmlDesc: procedure(88, 'STORAGE_POOL_GET_XML_DESC', { pool, flags: bits }, { xml: text }),
  storagePoolSetAutostart: procedure(90, 'STORAGE_POOL_SET_AUTOSTART', { pool, autostart: flag }, {}),
  connectListAllStoragePools: procedure(
    281,
    'CONNECT_LIST_ALL_STORAGE_POOLS',
    { needResults: flag, flags: bits },
    { pools: array(pool, MAX_LIST_ITEMS), count: u32 },
  ),
  storagePoolListAllVolumes: procedure(
    282,
    'STORAGE_POOL_LIST_ALL_VOLUMES',
    { pool, needResults: flag, flags: bits },
    { volumes: array(volume, MAX_LIST_ITEMS), count: u32 },
  ),
  storageVolCreateXml: procedure(93, 'STORAGE_VOL_CREATE_XML', { pool, xml: text, flags: bits }, { volume }),
  storageVolDelete: procedure(94, 'STORAGE_VOL_DELETE', { volume, flags: bits }, {}),
  storageVolLookupByName: procedure(95, 'STORAGE_VOL_LOOKUP_BY_NAME', { pool, name: text }, { volume }),
  storageVolLookupByKey: procedure(96, 'STORAGE_VOL_LOOKUP_BY_KEY', { key: text }, { volume }),
  storageVolLookupByPath: procedure(97, 'STORAGE_VOL_LOOKUP_BY_PATH', { path: text }, { volume }),
  storageVolGetInfo: procedure(
    98,
    'STORAGE_VOL_GET_INFO',
    { volume },
    { type: i32, capacity: size, allocation: size },
  ),
  storageVolGetXmlDesc: procedure(99, 'STORAGE_VOL_GET_XML_DESC', { volume, flags: bits }, { xml: text }),
  storageVolGetPath: procedure(100, 'STORAGE_VOL_GET_PATH', { volume }, { path: text }),
  storageVolCreateXmlFrom: procedure(
    125,
    'STORAGE_VOL_CREATE_XML_FROM',
    { pool, xml: text, source: volume, flags: bits },
    { volume },
  ),
  storageVolUpload: procedure(
    208,
    'STORAGE_VOL_UPLOAD',
    { volume, offset: size, length: size, flags: bits },
    {},
  ),
  storageVolDownload: procedure(
    209,
    'STORAGE_VOL_DOWNLOAD',
    { volume, offset: size, length: size, flags: bits },
    {},
  ),
  storageVolResize: procedure(260, 'STORAGE_VOL_RESIZE', { volume, capacity: size, flags: bits }, {}),
} as const;
