import { ok, strictEqual } from 'node:assert';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { crc32, frame, unframe } from '../../main/ledger/journal-frames';

// node:assert in the laws: Playwright's expect records a step for each of thousands of calls.
const records = fc.array(fc.record({ kind: fc.string(), n: fc.integer(), text: fc.string({ maxLength: 60 }) }), {
  minLength: 1,
  maxLength: 8,
});

test('the checksum is the one that zlib calculates', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => strictEqual(crc32(bytes), zlibCrc32(bytes))));
});

test('what was written is read', () => {
  fc.assert(
    fc.property(records, (written) => {
      const read = unframe(Buffer.concat(written.map(frame)));
      strictEqual(JSON.stringify(read), JSON.stringify({ records: written, damage: null }));
    }),
  );
});

test('any beginning of a journal reads as a beginning of its records, and says when one is torn', () => {
  fc.assert(
    fc.property(records, fc.nat(), (written, cut) => {
      const frames = written.map(frame);
      const bytes = Buffer.concat(frames);
      const length = cut % bytes.length;
      const read = unframe(bytes.subarray(0, length));
      strictEqual(JSON.stringify(read.records), JSON.stringify(written.slice(0, read.records.length)));
      const whole = frames.slice(0, read.records.length).reduce((sum, one) => sum + one.length, 0);
      ok(whole <= length);
      strictEqual(read.damage === null, whole === length);
    }),
    { numRuns: 500 },
  );
});

test('any flipped bit is found: no record is read that was not written', () => {
  fc.assert(
    fc.property(records, fc.nat(), (written, bit) => {
      const bytes = Buffer.concat(written.map(frame));
      const at = bit % (bytes.length * 8);
      bytes.writeUInt8(bytes.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
      const read = unframe(bytes);
      ok(read.damage !== null);
      strictEqual(JSON.stringify(read.records), JSON.stringify(written.slice(0, read.records.length)));
    }),
    { numRuns: 2000 },
  );
});

test('a tail of zeros, as a power cut leaves it, is damage and not an empty record', () => {
  const bytes = Buffer.concat([frame({ n: 1 }), Buffer.alloc(4096)]);
  expect(unframe(bytes)).toMatchObject({ records: [{ n: 1 }], damage: expect.stringContaining('checksum') });
});
