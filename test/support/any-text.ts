import * as fc from 'fast-check';

/** Any code point, lone surrogates too, as often from below U+0100 as from anywhere. fast-check's own `binary` indexes all of Unicode first: 0.7 s in each process that imports it. */
const anyCodePoint = fc.oneof(fc.nat(0xff), fc.nat(0x10_ffff)).map((point) => String.fromCodePoint(point));

export const anyText = (maxLength = 12): fc.Arbitrary<string> =>
  fc.array(anyCodePoint, { maxLength }).map((points) => points.join(''));
