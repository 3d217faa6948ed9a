import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number from `least` to `most`; anything else is usage. */
export const numberOption =
  (least: number, most: number) =>
  (text: string): number => {
    const read = text.trim() === '' ? NaN : Number(text);
    if (Number.isInteger(read) && read >= least && read <= most) return read;
    throw new InvalidArgumentError(`It has to be a whole number from ${least} to ${most}.`);
  };
