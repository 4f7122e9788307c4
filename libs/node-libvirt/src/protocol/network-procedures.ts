import { array } from '../xdr/composites';
import { bits, flag, i32, u32, uuid } from '../xdr/scalars';
import { MAX_LIST_ITEMS } from './limits';
import { procedure } from './procedure';
import { dhcpLease, network, networkFilter, optionalText, text } from './types';

/** Virtual networks, and filters for the cards of machines. */
export const networkProcedures = {
  networkCreate: procedure(39, 'NETWORK_CREATE', { network }, {}),
  networkDefineXml: procedure(41, 'NETWORK_DEFINE_XML', { xml: text }, { network }),
  networkDestroy: procedure(42, 'NETWORK_DESTROY', { network }, {}),
  networkGetXmlDesc: procedure(43, 'NETWORK_GET_XML_DESC', { network, flags: bits }, { xml: text }),
  networkLookupByName: procedure(46, 'NETWORK_LOOKUP_BY_NAME', { name: text }, { network }),
  networkLookupByUuid: procedure(47, 'NETWORK_LOOKUP_BY_UUID', { uuid }, { network }),
  networkSetAutostart: procedure(48, 'NETWORK_SET_AUTOSTART', { network, autostart: flag }, {}),
  networkUndefine: procedure(49, 'NETWORK_UNDEFINE', { network }, {}),
  networkIsActive: procedure(152, 'NETWORK_IS_ACTIVE', { network }, { active: flag }),
  nwfilterLookupByName: procedure(175, 'NWFILTER_LOOKUP_BY_NAME', { name: text }, { filter: networkFilter }),
  nwfilterGetXmlDesc: procedure(
    177,
    'NWFILTER_GET_XML_DESC',
    { filter: networkFilter, flags: bits },
    { xml: text },
  ),
  nwfilterDefineXml: procedure(180, 'NWFILTER_DEFINE_XML', { xml: text }, { filter: networkFilter }),
  nwfilterUndefine: procedure(181, 'NWFILTER_UNDEFINE', { filter: networkFilter }, {}),
  connectListAllNetworks: procedure(
    283,
    'CONNECT_LIST_ALL_NETWORKS',
    { needResults: flag, flags: bits },
    { networks: array(network, MAX_LIST_ITEMS), count: u32 },
  ),
  networkUpdate: procedure(
    291,
    'NETWORK_UPDATE',
    { network, command: u32, section: u32, parentIndex: i32, xml: text, flags: bits },
    {},
  ),
  networkGetDhcpLeases: procedure(
    341,
    'NETWORK_GET_DHCP_LEASES',
    { network, mac: optionalText, needResults: flag, flags: bits },
    { leases: array(dhcpLease, MAX_LIST_ITEMS), count: u32 },
  ),
} as const;
