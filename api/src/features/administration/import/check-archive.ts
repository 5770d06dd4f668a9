import { inflateRawSync } from 'node:zlib';
import { ImportRefused } from '../administration.errors.js';

/** What a table of 20,000 lines unpacks to, several times over. */
const LARGEST_UNPACKED = 40 * 1024 * 1024;
const MOST_FILES = 200;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * A workbook is a zip archive; one that unpacks to far more than it should is refused before a reader meets it. Sizes are
 * found by unpacking: what an archive says of itself may be a lie.
 * @throws ImportRefused notATable, tooLarge
 */
export function checkArchive(file: Buffer): void {
  let left = LARGEST_UNPACKED;
  for (const { method, packed } of entriesOf(file)) {
    if (method === STORED) left -= packed.length;
    else if (method === DEFLATED) left -= unpackedSize(packed, left);
    else throw new ImportRefused('notATable');
    if (left < 0) throw new ImportRefused('tooLarge');
  }
}

function unpackedSize(packed: Buffer, most: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw new ImportRefused('tooLarge');
    throw new ImportRefused('notATable');
  }
}

function* entriesOf(file: Buffer): Generator<{ method: number; packed: Buffer }> {
  // The list of files stands at the end, before a comment of at most 64 KB.
  const from = Math.max(0, file.length - 22 - 65_535);
  let end = -1;
  for (let at = file.length - 22; at >= from && end < 0; at -= 1) if (file.readUInt32LE(at) === END) end = at;
  if (end < 0) throw new ImportRefused('notATable');
  const count = file.readUInt16LE(end + 10);
  if (count > MOST_FILES) throw new ImportRefused('tooLarge');
  let at = file.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) throw new ImportRefused('notATable');
    const method = file.readUInt16LE(at + 10);
    const size = file.readUInt32LE(at + 20);
    const local = file.readUInt32LE(at + 42);
    if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL) throw new ImportRefused('notATable');
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    if (start + size > file.length) throw new ImportRefused('notATable');
    yield { method, packed: file.subarray(start, start + size) };
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}
