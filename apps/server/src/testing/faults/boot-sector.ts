import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';

/** What the guest writes to its serial port as soon as it is on. */
export const TINY_READY_LINE = 'tiny-guest-ready';

const SECTOR_BYTES = 512;
const DISK_BYTES = 256 * 1024 * 1024;
/** Where a BIOS puts the first sector of a disk, and starts it. */
const ORIGIN = 0x7c00;

/** Says the ready line to the first serial port; 16-bit code, as all of it. */
const SAY: readonly number[] = [
  ...[0x31, 0xc0], // xor ax, ax
  ...[0x8e, 0xd8], // mov ds, ax
  ...[0xbe, 0x80, 0x7c], // mov si, the text
  ...[0xba, 0xf8, 0x03], // mov dx, 0x3f8
  0xac, // say: lodsb
  ...[0x84, 0xc0], // test al, al
  ...[0x74, 0x03], // jz said
  0xee, // out dx, al
  ...[0xeb, 0xf8], // jmp say
];

/** Sleeps until the power button is pressed, then powers off (registers of ACPI's PIIX4 as SeaBIOS places them). */
const REST: readonly number[] = [
  ...[0xba, 0x02, 0x06], // mov dx, 0x602
  ...[0xb8, 0x00, 0x01], // mov ax, 0x100: the power button is listened to
  0xef, // out dx, ax
  0xfb, // sti
  0xf4, // rest: hlt
  ...[0xba, 0x00, 0x06], // mov dx, 0x600
  0xed, // in ax, dx
  ...[0xf6, 0xc4, 0x01], // test ah, 1
  ...[0x74, 0xf6], // jz rest
  ...[0xba, 0x04, 0x06], // mov dx, 0x604
  ...[0xb8, 0x00, 0x20], // mov ax, 0x2000: off
  0xef, // out dx, ax
  ...[0xeb, 0xed], // jmp rest
];

/** Writes one sector into each cluster of the disk, of which a clone has to keep the whole then. */
const FILL: readonly number[] = [
  ...[0xbe, 0xa0, 0x7c], // fill: mov si, the packet
  ...[0xb8, 0x00, 0x43], // mov ax, 0x4300
  ...[0xb2, 0x80], // mov dl, 0x80
  ...[0xcd, 0x13], // int 0x13: extended write
  ...[0x81, 0x06, 0xa8, 0x7c, 0x80, 0x00], // add word [packet's sector], 128
  ...[0x83, 0x16, 0xaa, 0x7c, 0x00], // adc word [its next], 0
  ...[0xeb, 0xe9], // jmp fill
];

/** The packet of an extended write: one sector, from 0x10000, to sector 1024. */
const PACKET: readonly number[] = [0x10, 0, 1, 0, 0, 0, 0, 0x10, 0x00, 0x04, 0, 0, 0, 0, 0, 0];

/**
 * Makes an image of a guest that is one sector of code: it is ready within a second also by emulation, takes no processor
 * while it is on, and powers off by its button. With `fills` it writes to its disk as long as there is room.
 *
 * @param file - the qcow2 to write
 */
export function makeTinyImage(file: string, { fills = false }: { fills?: boolean } = {}): void {
  const sector = Buffer.alloc(SECTOR_BYTES);
  Buffer.from([...SAY, ...(fills ? FILL : REST)]).copy(sector);
  sector.write(`${TINY_READY_LINE}\n\0`, 0x7c80 - ORIGIN, 'latin1');
  Buffer.from(PACKET).copy(sector, 0x7ca0 - ORIGIN);
  sector.writeUInt16LE(0xaa55, SECTOR_BYTES - 2);
  const raw = `${file}.raw`;
  writeFileSync(raw, sector);
  try {
    execFileSync('qemu-img', ['resize', '-q', '-f', 'raw', raw, String(DISK_BYTES)]);
    execFileSync('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, file]);
    chmodSync(file, 0o444);
  } finally {
    rmSync(raw, { force: true });
  }
}
