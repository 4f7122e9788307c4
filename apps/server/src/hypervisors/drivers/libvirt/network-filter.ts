import type { LibvirtConnection } from 'node-libvirt';
import { isLibvirtError } from './translate-fault';

/** What the card of a machine on a private network is filtered by; its number grows with each change of the rules. */
export const PRIVATE_FILTER = 'virlab-private-1';

/** Of the bridges of private networks: outside of the addresses that machines have, so that nothing is sent to it. */
export const BRIDGE_MAC = '52:54:ff:76:6c:00';

/**
 * The filter (libvirt.org/formatnwfilter.html). A bridge without an address is not enough: Linux answers for each of its
 * addresses on each of its cards, and takes packets for them there, so that a guest could throw packets at whatever
 * listens on the host. So a guest may send to other machines' cards, ask for them (ARP), and ask for an address (DHCP);
 * nothing else leaves its card. Without ebtables on the host no machine with it starts, and that is right.
 */
export const PRIVATE_FILTER_XML = `<filter name='${PRIVATE_FILTER}' chain='root'>
  <uuid>6a0a1ab0-95e2-4b3a-9d9c-2f0b6d2f7c11</uuid>
  <rule action='accept' direction='in' priority='-900'/>
  <rule action='accept' direction='out' priority='-890'>
    <mac dstmacaddr='52:54:00:00:00:00' dstmacmask='ff:ff:ff:00:00:00'/>
  </rule>
  <rule action='accept' direction='out' priority='-880'>
    <mac dstmacaddr='ff:ff:ff:ff:ff:ff' protocolid='arp'/>
  </rule>
  <rule action='accept' direction='out' priority='-870'>
    <ip dstmacaddr='ff:ff:ff:ff:ff:ff' dstipaddr='255.255.255.255' protocol='udp' dstportstart='67' dstportend='67'/>
  </rule>
  <rule action='drop' direction='out' priority='1000'/>
</filter>`;

/** Makes sure that the host has the filter. It is not defined anew where it is there: that waits for every machine that starts. */
export async function ensurePrivateFilter(connection: LibvirtConnection): Promise<void> {
  try {
    await connection.networkFilters.lookupByName(PRIVATE_FILTER);
  } catch (error) {
    if (!isLibvirtError(error, 'no-nwfilter')) throw error;
    await connection.networkFilters.defineXml(PRIVATE_FILTER_XML);
  }
}
