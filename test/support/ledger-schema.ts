import { z } from 'zod';
import { workspaceFileSchema } from '../../main/workspace/schema';

/** The text of `humdrum.schema.json`: what editors check a workspace file against. */
export const schemaText = (): string => {
  const schema = z.toJSONSchema(workspaceFileSchema, { io: 'input', target: 'draft-07' });
  return `${JSON.stringify({ title: 'humdrum.yml', ...schema }, null, 2)}\n`;
};
