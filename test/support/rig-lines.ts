// What the rig's processes say, a line of JSON each: the endpoint into a file, operators on their output. The judge reads both.

/** `got`: an order arrived. `runs`: the environment runs the commit from now on, because of that order. */
export type Heard =
  | { readonly did: 'got'; readonly environment: string; readonly id: string; readonly commit: string }
  | { readonly did: 'runs'; readonly environment: string; readonly id: string; readonly commit: string }
  /** The order came to where a redirect pointed. */
  | { readonly did: 'followed'; readonly id: string };

export type Said =
  | { readonly say: 'ready' }
  /** Left unfinished by an earlier life, and taken over from its journal. */
  | { readonly say: 'took'; readonly record: string; readonly deployment: string }
  /** The journal would not open, so nothing can be promoted. */
  | { readonly say: 'stuck'; readonly why: string }
  /** Since the process was started: until the state is shown, and until recovery has ended with a verdict, or unknown. */
  | { readonly say: 'recovered'; readonly shownMs: number; readonly ms: number; readonly found: number }
  | { readonly say: 'writing' | 'durable'; readonly record: string; readonly deployment: string }
  /** A tip of the environment's ledger that was read back after writing. */
  | { readonly say: 'accepted'; readonly environment: string; readonly tip: string }
  | { readonly say: 'asked'; readonly promotion: string; readonly commit: string }
  | { readonly say: 'ended'; readonly promotion: string; readonly deployment: string; readonly ending: string; readonly why: string } // oxfmt-ignore
  | { readonly say: 'refused'; readonly promotion: string; readonly why: string }
  /** What a person did before promoting: took a claim over, resolved an unknown verdict, adopted what runs. */
  | { readonly say: 'tidied'; readonly how: string; readonly failure: string | null }
  | { readonly say: 'done' };

const parsed = (text: string): readonly unknown[] =>
  text
    .split('\n')
    // The last may be torn by a kill.
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));

// as: our own processes write these lines
export const saidIn = (text: string): readonly Said[] => parsed(text) as readonly Said[];
export const heardIn = (text: string): readonly Heard[] => parsed(text) as readonly Heard[];

export const behaviours = [
  'hangs', 'resets-before', 'resets-after', 'fails-before', 'fails-after', 'lies', 'truncates', 'drips', 'redirects',
  'answers-html', 'lands-late',
] as const; // oxfmt-ignore

/** What the endpoint does with an order. */
export type Behaviour = 'honest' | (typeof behaviours)[number];
