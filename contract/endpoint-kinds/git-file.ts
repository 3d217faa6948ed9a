import { z } from 'zod';
import { durationText } from '../duration';
import { slug, strings, text } from '../keys';
import { observeRun, observeUrl } from '../observe';

const formats = ['yaml', 'json', 'kustomize', 'env'] as const;
export type GitFileFormat = (typeof formats)[number];

/** The environment follows a file of a configuration repository (GitOps): to deploy is to change the version in it. */
export const gitFileEndpoint = z.strictObject({
  kind: z.literal('git-file'),
  repository: text,
  branch: text.default('main'),
  /** Inside the repository. */
  file: text,
  /** Default: by the file's name (`kustomization.yaml`, `*.yaml`, `*.json`, `.env`). */
  format: z.enum(formats).optional(),
  /** Where the version stands: a JSON pointer; in `.env` a name; in a kustomization the name of the image. */
  key: text,
  value: text.default('${candidate.commit}'),
  /** Proposes the change instead of pushing it: the deployment waits until somebody merges it. */
  pullRequest: z
    .strictObject({
      api: text.default('https://api.github.com'),
      repository: slug,
      headers: strings.optional(),
      /** Made and moved by Humdrum alone; not below `humdrum/`, where the ledger is. */
      branch: text.default('deploy/${environment}/${component}'),
      within: durationText.default('1h'),
    })
    .optional(),
  /** What runs is what the environment reports, never what was pushed. */
  observe: z.union([observeUrl, observeRun]),
});
export type GitFileEndpoint = z.infer<typeof gitFileEndpoint>;

/** By the key, else by the file's name; null where neither says. */
export const gitFileFormat = ({ format, file }: Pick<GitFileEndpoint, 'format' | 'file'>): GitFileFormat | null => {
  if (format !== undefined) return format;
  const name = file.split('/').at(-1) ?? '';
  if (/^kustomization\.ya?ml$/i.test(name)) return 'kustomize';
  if (/\.ya?ml$/i.test(name)) return 'yaml';
  if (/\.json$/i.test(name)) return 'json';
  return /(?:^|\.)env$|^\.env\./i.test(name) ? 'env' : null;
};
