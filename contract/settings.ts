import { z } from 'zod';

/** What electron-store keeps, and nothing else does. */
export const settingsSchema = z.object({
  appearance: z.enum(['system', 'light', 'dark']).default('system'),
  notifications: z.boolean().default(true),
  /** Most recent first. */
  recentWorkspaces: z.array(z.string()).max(20).default([]),
  sort: z.enum(['file', 'name', 'waiting', 'trouble']).default('file'),
  person: z
    .object({ name: z.string().max(200), email: z.string().max(320) })
    .nullable()
    .default(null),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export const settingsPatchSchema = settingsSchema.partial();
