import { createInterface } from 'node:readline/promises';

/** Asks the person at the terminal. No: without a terminal, at Ctrl+C or Ctrl+D, and for whatever is not a yes. */
export const agrees = async (question: string): Promise<boolean> => {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const gone = new AbortController();
  // Closed, it would leave the question without an answer for ever.
  asking.once('close', () => gone.abort());
  try {
    return /^y(?:es)?$/i.test((await asking.question(`${question} [y/N] `, { signal: gone.signal })).trim());
  } catch {
    return false;
  } finally {
    asking.close();
  }
};
