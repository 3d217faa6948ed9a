import { z } from 'zod';

const id = z.string().min(1).max(64);

/**
 * The two messages that a page of ours posts to the engine: a call, and that it no longer waits for one. Files, forms and streams
 * are nobody's input. Names are those of oRPC's wire format.
 */
export const messageSchema = z.union([
  z.strictObject({
    i: id,
    p: z.strictObject({ u: z.string().regex(/^\/[A-Za-z/]{1,100}$/), b: z.unknown().optional() }),
  }),
  z.strictObject({ i: id, t: z.literal(4) }),
]);

/** Characters in a message. The longest input the contract has is a secret of 64,000. */
export const longestMessage = 256 * 1024;
