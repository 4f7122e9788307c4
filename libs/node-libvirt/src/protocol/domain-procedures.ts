import { array } from '../xdr/composites';
import { bits, flag, i32, size, u32, uuid } from '../xdr/scalars';
import { MAX_LIST_ITEMS } from './limits';
import { procedure } from './procedure';
import { domain, domainInterface, domainStatistics, optionalText, text } from './types';

/** Machines: find, define, describe. */
export const domainProcedures = {
  domainDefineXml: procedure(11, 'DOMAIN_DEFINE_XML', { xml: text }, { domain }),
  domainGetXmlDesc: procedure(14, 'DOMAIN_GET_XML_DESC', { domain, flags: bits }, { xml: text }),
  domainGetAutostart: procedure(15, 'DOMAIN_GET_AUTOSTART', { domain }, { autostart: flag }),
  domainGetInfo: procedure(
    16,
    'DOMAIN_GET_INFO',
    { domain },
    { state: u32, maxMemory: size, memory: size, virtualCpus: u32, cpuTime: size },
  ),
  domainLookupById: procedure(22, 'DOMAIN_LOOKUP_BY_ID', { id: i32 }, { domain }),
  domainLookupByName: procedure(23, 'DOMAIN_LOOKUP_BY_NAME', { name: text }, { domain }),
  domainLookupByUuid: procedure(24, 'DOMAIN_LOOKUP_BY_UUID', { uuid }, { domain }),
  domainSetAutostart: procedure(29, 'DOMAIN_SET_AUTOSTART', { domain, autostart: flag }, {}),
  domainUndefine: procedure(35, 'DOMAIN_UNDEFINE', { domain }, {}),
  domainIsActive: procedure(150, 'DOMAIN_IS_ACTIVE', { domain }, { active: flag }),
  domainGetBlockInfo: procedure(
    194,
    'DOMAIN_GET_BLOCK_INFO',
    { domain, path: text, flags: bits },
    { allocation: size, capacity: size, physical: size },
  ),
  domainGetState: procedure(212, 'DOMAIN_GET_STATE', { domain, flags: bits }, { state: i32, reason: i32 }),
  domainUndefineFlags: procedure(231, 'DOMAIN_UNDEFINE_FLAGS', { domain, flags: bits }, {}),
  domainSetMetadata: procedure(
    264,
    'DOMAIN_SET_METADATA',
    { domain, type: i32, metadata: optionalText, key: optionalText, uri: optionalText, flags: bits },
    {},
  ),
  domainGetMetadata: procedure(
    265,
    'DOMAIN_GET_METADATA',
    { domain, type: i32, uri: optionalText, flags: bits },
    { metadata: text },
  ),
  connectListAllDomains: procedure(
    273,
    'CONNECT_LIST_ALL_DOMAINS',
    { needResults: flag, flags: bits },
    { domains: array(domain, MAX_LIST_ITEMS), count: u32 },
  ),
  connectGetAllDomainStats: procedure(
    344,
    'CONNECT_GET_ALL_DOMAIN_STATS',
    { domains: array(domain, MAX_LIST_ITEMS), stats: bits, flags: bits },
    { records: array(domainStatistics, MAX_LIST_ITEMS) },
  ),
  domainDefineXmlFlags: procedure(350, 'DOMAIN_DEFINE_XML_FLAGS', { xml: text, flags: bits }, { domain }),
  domainInterfaceAddresses: procedure(
    353,
    'DOMAIN_INTERFACE_ADDRESSES',
    { domain, source: u32, flags: bits },
    { interfaces: array(domainInterface, MAX_LIST_ITEMS) },
  ),
  domainRename: procedure(
    358,
    'DOMAIN_RENAME',
    { domain, newName: optionalText, flags: bits },
    { code: i32 },
  ),
} as const;
