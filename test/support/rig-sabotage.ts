import type { Sabotage } from './bundle-process';

// What keeps everything from being lost, taken out, one at a time: the rig has to notice each.

export const withoutFsync: Sabotage = {
  name: 'without fsync',
  file: 'main/ledger/journal-file.ts',
  replace: [
    ['await handle.datasync();', ''],
    ['await syncFolder(folder);', ''],
  ],
};

/** A push that git says went well is believed, and what was pushed is taken for what is there. */
export const withoutReadingAgain: Sabotage = {
  name: 'without reading again',
  file: 'main/ledger/append.ts',
  replace: [
    [
      'if (await found()) return done(state);',
      'if (why === null) return done({ ...state, tip, entries: [...state.entries, ...entries] });',
    ],
  ],
};

/** A push overwrites whatever is there. */
export const withoutLease: Sabotage = {
  name: 'without a lease',
  file: 'main/ledger/clone.ts',
  replace: [["`--force-with-lease=${ref}:${lease ?? ''}`", "'--force'"]],
};
