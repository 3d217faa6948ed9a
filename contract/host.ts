import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { settingsPatchSchema, settingsSchema, type Settings } from './settings';

/** The runtime the window runs in; a development runtime says so on screen. */
export interface Runtime {
  readonly electron: string;
  readonly development: boolean;
  /** As root Chromium runs without its sandbox. */
  readonly sandboxed: boolean;
  readonly packaged: boolean;
  readonly secrets: 'os' | 'memory';
  readonly version: string;
}

/** What the engine asks of whoever hosts it: Electron's main process, or the terminal. */
export const hostContract = {
  secrets: {
    get: oc.input(z.object({ name: z.string().max(200), origin: z.string().max(2000) })).output(type<string | null>()),
    set: oc
      .input(z.object({ name: z.string().max(200), origin: z.string().max(2000), value: z.string().max(64_000) }))
      .output(type<void>()),
    remove: oc.input(z.object({ name: z.string().max(200), origin: z.string().max(2000) })).output(type<void>()),
    list: oc.output(type<readonly { readonly name: string; readonly origin: string }[]>()),
  },
  settings: {
    get: oc.output(settingsSchema),
    set: oc.input(settingsPatchSchema).output(settingsSchema),
    watch: oc.output(eventIterator(type<Settings>())),
  },
  notify: oc.input(z.object({ title: z.string().max(300), body: z.string().max(2000) })).output(type<void>()),
  openLink: oc.input(z.object({ url: z.url({ protocol: /^https$/ }) })).output(type<void>()),
  runtime: oc.output(type<Runtime>()),
  /** Asks the person for a workspace file; null where none was chosen. */
  chooseWorkspace: oc.output(type<string | null>()),
  /** Asks the person for a folder; null where none was chosen. */
  chooseFolder: oc.output(type<string | null>()),
  openWorkspace: oc.input(z.object({ file: z.string().max(4096) })).output(type<void>()),
};
