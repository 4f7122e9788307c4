import { Entity } from 'typeorm';
import { Instant, PrimaryText, Text, Whole } from '../database/index';

/** A computer that runs machines, reached by a libvirt URI, or simulated. */
@Entity('hosts')
export class HostEntity {
  @PrimaryText(128) id!: string;
  @Text(256) title!: string;
  @Text(1024) uri!: string;
  /** Folder for disks and templates, as the hypervisor sees it; null for a simulated host. */
  @Text(1024, { nullable: true }) imagesDirectory!: string | null;
  /** Folder for displays and serial logs, which the broker must be able to enter; at most 60 characters. */
  @Text(1024, { nullable: true }) socketsDirectory!: string | null;
  @Text(16) driver!: 'libvirt' | 'lxc' | 'simulated';
  /** What a booted throw-away guest proved; null until then. */
  @Text(16, { nullable: true }) runsBy!: 'kvm' | 'qemu' | 'lxc' | 'simulated' | null;
  @Instant({ nullable: true }) provedAt!: Date | null;
  @Whole({ nullable: true }) bootMilliseconds!: number | null;
  @Text(16) health!: 'ok' | 'silent' | 'unproved';
  @Instant() healthSince!: Date;
  /** Why it is silent; for operators. */
  @Text(1024, { nullable: true }) fault!: string | null;
  /** `draining` takes no new machines, `maintenance` runs none. */
  @Text(16, { default: 'active' }) mode!: 'active' | 'draining' | 'maintenance';
  /** What the operator gives to machines; null for what was found. */
  @Whole({ nullable: true }) offeredMemoryMiB!: number | null;
  @Whole({ nullable: true }) offeredVcpus!: number | null;
  /** What the host last told of itself; null before it ever did. */
  @Whole({ nullable: true }) foundMemoryMiB!: number | null;
  @Whole({ nullable: true }) foundVcpus!: number | null;
  /** Sum of what its machines have reserved; written with theirs in one transaction. */
  @Whole({ default: 0 }) reservedMemoryMiB!: number;
  @Whole({ default: 0 }) reservedVcpus!: number;
  @Instant() updatedAt!: Date;
}
