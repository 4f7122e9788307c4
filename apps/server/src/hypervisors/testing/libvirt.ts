// What specs of the server as a whole take apart; other rooms have no business with it.
export { LibvirtDriver } from '../drivers/libvirt/libvirt-driver';
export { OverlayDisks } from '../drivers/libvirt/overlay-disks';
