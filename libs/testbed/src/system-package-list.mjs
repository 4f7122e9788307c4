/**
 * @typedef {object} SystemPackage
 * @property {string} name - the Debian package
 * @property {string} [program] - a program that only this package brings
 * @property {string} [file] - or a file, with `*` for the folder of the machine's architecture
 */

/**
 * What each part of the set-up needs of Debian. None of these packages, nor what they depend on, brings a service that
 * would be started: the daemons are the bare programs, and we run them ourselves.
 *
 * @satisfies {Record<string, SystemPackage[]>}
 */
export const SYSTEM_PACKAGES = {
  /** Real machines: QEMU and a libvirt daemon of our own. */
  hypervisor: [
    { name: 'qemu-system-x86', program: 'qemu-system-x86_64' },
    { name: 'qemu-utils', program: 'qemu-img' },
    { name: 'libvirt-daemon', program: 'libvirtd' },
    {
      name: 'libvirt-daemon-driver-qemu',
      file: '/usr/lib/*/libvirt/connection-driver/libvirt_driver_qemu.so',
    },
  ],
  /** Containers by libvirt, beside its daemon. */
  containers: [
    {
      name: 'libvirt-daemon-driver-lxc',
      file: '/usr/lib/*/libvirt/connection-driver/libvirt_driver_lxc.so',
    },
  ],
  /** Building the demo's guest. What goes into the guest itself is downloaded, never installed. */
  guest: [
    { name: 'syslinux', program: 'syslinux' },
    { name: 'syslinux-common', file: '/usr/lib/syslinux/mbr/mbr.bin' },
    { name: 'mtools', program: 'mcopy' },
    { name: 'dosfstools', program: 'mkfs.fat' },
    { name: 'e2fsprogs', program: 'mke2fs' },
    { name: 'fdisk', program: 'sfdisk' },
    { name: 'kmod', program: 'modprobe' },
    { name: 'cpio', program: 'cpio' },
    { name: 'fakeroot', program: 'fakeroot' },
    { name: 'xz-utils', program: 'xz' },
    { name: 'qemu-utils', program: 'qemu-img' },
  ],
  /** MariaDB without its service; its installer reads settings by a program that comes with the client. */
  database: [
    { name: 'mariadb-server-core', program: 'mariadbd' },
    { name: 'mariadb-client-core', program: 'my_print_defaults' },
  ],
  browser: [{ name: 'chromium', program: 'chromium' }],
  /** What the tests use to look at our work from outside. */
  witnesses: [
    { name: 'libvirt-clients', program: 'virsh' },
    // A daemon that makes networks keeps them apart by iptables and ebtables, which one package brings.
    { name: 'iptables', program: 'ebtables' },
    { name: 'openssl', program: 'openssl' },
    { name: 'openssh-client', program: 'ssh' },
    // Its service stays off until somebody turns it on.
    { name: 'sasl2-bin', program: 'saslpasswd2' },
    { name: 'libsasl2-modules', file: '/usr/lib/*/sasl2/libscram.so' },
    { name: 'xmlsec1', program: 'xmlsec1' },
    { name: 'libxml2-utils', program: 'xmllint' },
    { name: 'opensaml-schemas', file: '/usr/share/xml/opensaml/saml-schema-metadata-2.0.xsd' },
    { name: 'xmltooling-schemas', file: '/usr/share/xml/xmltooling/xmldsig-core-schema.xsd' },
  ],
  /** What SimpleSAMLphp runs on, and another clock for it. It itself is downloaded, never installed. */
  peers: [
    { name: 'php-cli', program: 'php' },
    { name: 'php-xml', file: '/usr/lib/php/*/dom.so' },
    { name: 'php-mbstring', file: '/usr/lib/php/*/mbstring.so' },
    { name: 'libfaketime', file: '/usr/lib/*/faketime/libfaketime.so.1' },
  ],
};

/** @typedef {keyof typeof SYSTEM_PACKAGES} SystemPackageGroup */
