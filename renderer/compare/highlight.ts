import type { FileDiffMetadata, ThemedDiffResult } from '@pierre/diffs';
import { WorkerPoolManager } from '@pierre/diffs/worker';
// oxlint-disable-next-line import/default -- Vite makes the default export out of ?worker
import HighlightWorker from '@pierre/diffs/worker/worker.js?worker';

/** A coloured stretch of a line: a colour for each scheme, and whether just these letters changed. */
export interface CodeToken {
  readonly text: string;
  readonly light: string | null;
  readonly dark: string | null;
  readonly changed: boolean;
}

/** The tokens of each line, found by a row's `index`; null where the highlighter had nothing to say. */
export interface Highlighted {
  readonly old: (index: number) => readonly CodeToken[] | null;
  readonly new: (index: number) => readonly CodeToken[] | null;
}

type Node = ThemedDiffResult['code']['additionLines'][number];

// One worker: a patch is coloured while it is already read, and two cores are all there may be.
// Shiki runs its JavaScript engine there: WebAssembly would need 'wasm-unsafe-eval' in the content security policy.
let pool: WorkerPoolManager | null = null;
const thePool = (): WorkerPoolManager => {
  pool ??= new WorkerPoolManager(
    { workerFactory: () => new HighlightWorker(), poolSize: 1, onWorkerError: (event) => event.preventDefault() },
    {
      theme: { dark: 'github-dark-high-contrast', light: 'github-light-high-contrast' },
      lineDiffType: 'word-alt',
      preferredHighlighter: 'shiki-js',
    },
  );
  return pool;
};

const colours = /--diffs-token-(light|dark):\s*([^;]+)/g;

const stylesOf = (style: unknown): { readonly light: string | null; readonly dark: string | null } => {
  const found: { light: string | null; dark: string | null } = { light: null, dark: null };
  if (typeof style !== 'string') return found;
  for (const [, scheme, colour] of style.matchAll(colours)) {
    // What comes out of a theme is a colour; anything else is not put into the page.
    if ((scheme === 'light' || scheme === 'dark') && colour !== undefined && /^#[0-9a-f]{3,8}$/i.test(colour.trim()))
      found[scheme] = colour.trim();
  }
  return found;
};

/** A line's tree of spans as flat tokens: what is drawn is text in spans of ours, never markup of theirs. */
export const tokensOf = (node: Node | undefined): readonly CodeToken[] | null => {
  if (node === undefined) return null;
  const tokens: CodeToken[] = [];
  const walk = (each: Node, light: string | null, dark: string | null, changed: boolean): void => {
    if (each.type === 'text') tokens.push({ text: each.value.replace(/\r?\n$/, ''), light, dark, changed });
    if (each.type !== 'element') return;
    const own = stylesOf(each.properties['style']);
    const differs = changed || Object.hasOwn(each.properties, 'data-diff-span');
    for (const child of each.children) walk(child, own.light ?? light, own.dark ?? dark, differs);
  };
  walk(node, null, null, false);
  return tokens;
};

let asked = 0;

/** Colours the diff off the page's thread and calls back once; a patch that can't be coloured stays as it is. Returns its undo. */
export const highlight = (diff: FileDiffMetadata, done: (result: Highlighted) => void): (() => void) => {
  const manager = thePool();
  let wanted = true;
  asked += 1;
  const instance = {
    __id: `patch ${asked}`,
    onHighlightSuccess: (_diff: FileDiffMetadata, { code }: ThemedDiffResult): void => {
      if (!wanted) return;
      done({
        old: (index) => tokensOf(code.deletionLines[index]),
        new: (index) => tokensOf(code.additionLines[index]),
      });
    },
    onHighlightError: (): void => undefined,
  };
  const start = async (): Promise<void> => {
    try {
      await manager.initialize();
      if (wanted) manager.highlightDiffAST(instance, diff);
    } catch {
      // Without a worker the patch is read without colours.
    }
  };
  void start();
  return () => {
    wanted = false;
    manager.cleanUpTasks(instance);
  };
};
