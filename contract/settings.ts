import { z } from 'zod';

const fields = {
  appearance: z.enum(['system', 'light', 'dark']),
  notifications: z.boolean(),
  /** Most recent first. */
  recentWorkspaces: z.array(z.string().max(4096)).max(20),
  sort: z.enum(['file', 'name', 'waiting', 'trouble']),
  person: z.object({ name: z.string().max(200), email: z.string().max(320) }).nullable(),
};

/** What electron-store keeps, and nothing else does. */
export const settingsSchema = z.object({
  appearance: fields.appearance.default('system'),
  notifications: fields.notifications.default(true),
  recentWorkspaces: fields.recentWorkspaces.default([]),
  sort: fields.sort.default('file'),
  person: fields.person.default(null),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** Without defaults: a change of one setting would put every other one back. */
export const settingsPatchSchema = z.object(fields).partial();
