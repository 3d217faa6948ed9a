import { z } from 'zod';
import type { Failure } from '../../contract/failure';

const refusal = z.object({ message: z.string().min(1) });

const messageIn = (text: string): string | null => {
  try {
    return refusal.safeParse(JSON.parse(text)).data?.message ?? null;
  } catch {
    // Cut short, or no JSON at all.
    return null;
  }
};

/** The failure with the `message` of the JSON that was answered, where there is one, instead of the whole of it. */
export const saidMessage = (failure: Failure): Failure => {
  if (failure.kind !== 'endpoint-refused' && failure.kind !== 'credentials-refused') return failure;
  const message = messageIn(failure.said);
  return message === null ? failure : { ...failure, said: message };
};
