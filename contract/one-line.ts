// What a person reads on one line: control characters would rearrange it, and those of direction would turn what stands beside it.
// oxlint-disable-next-line no-control-regex -- they are what is replaced
const rearranging = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** A text that somebody else wrote, as one line that stays where it is put. */
export const oneLine = (text: string): string => text.replace(rearranging, ' ').trim();
