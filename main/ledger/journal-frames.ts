// One record on disk: length of the payload (4 bytes, little endian), CRC-32 of length and payload (4 bytes), payload (JSON, UTF-8).
// The checksum covers the length, so that a tail of zeros, which ext4 leaves after a power cut, is no valid empty record.

const headerBytes = 8;
/** No record of ours comes near it; a larger length is damage, and is not allocated. */
const maxPayload = 4 * 1024 * 1024;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 (IEEE) of the parts in order. Node 18 has no `zlib.crc32`. */
export const crc32 = (...parts: readonly Uint8Array[]): number => {
  let crc = 0xffffffff;
  for (const part of parts) {
    for (const byte of part) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
};

export const frame = (record: unknown): Buffer => {
  const payload = Buffer.from(JSON.stringify(record), 'utf8');
  if (payload.length > maxPayload) throw new Error(`a journal record of ${payload.length} bytes`);
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(payload.length, 0);
  header.writeUInt32LE(crc32(header.subarray(0, 4), payload), 4);
  return Buffer.concat([header, payload]);
};

export interface Frames {
  /** The payloads as they were written, up to the first damage. */
  readonly records: readonly unknown[];
  /** Why reading stopped before the end; null for a sound file. */
  readonly damage: string | null;
}

/** Reads from the start; what comes after a damaged record is not believed. */
export const unframe = (bytes: Buffer): Frames => {
  const records: unknown[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes.length - at < headerBytes) return { records, damage: `a torn record at byte ${at}` };
    const length = bytes.readUInt32LE(at);
    const end = at + headerBytes + length;
    if (length > maxPayload || end > bytes.length) return { records, damage: `a torn record at byte ${at}` };
    const payload = bytes.subarray(at + headerBytes, end);
    if (crc32(bytes.subarray(at, at + 4), payload) !== bytes.readUInt32LE(at + 4)) {
      return { records, damage: `a wrong checksum at byte ${at}` };
    }
    try {
      records.push(JSON.parse(payload.toString('utf8')));
    } catch {
      return { records, damage: `no JSON at byte ${at}` };
    }
    at = end;
  }
  return { records, damage: null };
};
