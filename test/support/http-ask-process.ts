import { ask } from '../../main/http/ask';

// Asks for one address and prints what came. In a process of its own, since whom Node trusts is settled when it starts.

const never = new AbortController().signal;
void ask({ url: new URL(process.argv[2] ?? ''), withinMs: 10_000, signal: never }).then((answer) =>
  process.stdout.write(JSON.stringify(answer)),
);
