import type { Ended, GitOrder } from './start-git';

// Between a process that wants git and its starter, over Node's IPC with structured clones: output stays bytes.

export type ToStarter =
  | { readonly type: 'start'; readonly id: number; readonly order: GitOrder; readonly streams: boolean }
  | { readonly type: 'cancel'; readonly id: number };

export type FromStarter =
  | { readonly type: 'started'; readonly id: number }
  | { readonly type: 'output'; readonly id: number; readonly piece: Uint8Array }
  | { readonly type: 'ended'; readonly id: number; readonly ended: Ended };
