import { z } from 'zod';

/**
 * Names of components, stages and environments become branch names, folder names and words in confirmations. Plain ASCII, so that no
 * two of them look alike and none reads backwards.
 */
export const nameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,58}[A-Za-z0-9])?$/,
    'a name of letters a–z, digits, “.”, “_” and “-”, at most 60, beginning and ending with a letter or digit',
  );

/** Steps of every funnel; a stage can't take their names. */
export const reservedStages: readonly string[] = ['mainline', 'checked'];

/** A line for people: any script, but nothing that is invisible or turns the direction of writing. */
export const lineSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'a line without invisible or direction-changing characters');

/** Same name for people and for file systems that ignore case. */
export const sameName = (name: string): string => name.toLowerCase();
