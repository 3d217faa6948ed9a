import { kept, npmFile } from './npm-file';
import { at, prune, readDescription, type Description } from './openapi';

/** What GitHub itself says its API is; 29 MB packed, so it is fetched where a test needs it, and what is wanted of it is kept. */
export const version = '23.0.2';
const sha512 = 'pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==';
const wanted =
  /^\/repos\/\{owner\}\/\{repo\}(?:|\/deployments.*|\/environments\/\{environment_name\}|\/actions\/(?:runs|workflows)\/.*|\/commits(?:|\/\{ref\}\/(?:check-runs|status)))$/;

const make = async (): Promise<string> => {
  const file = await npmFile(`@octokit/openapi@${version}`, sha512, 'generated/api.github.com.json');
  return JSON.stringify(prune(readDescription(file.toString('utf8')), wanted));
};

export interface GithubDescription {
  readonly description: Description;
  /** GitHub’s own example of something, by the name that its description has for it. */
  readonly example: (name: string) => Record<string, unknown>;
}

export const describeGithub = async (): Promise<GithubDescription> => {
  const description = readDescription(await kept(`github-${version}.json`, make));
  const example = (name: string): Record<string, unknown> => {
    const found = at(description, ['components', 'examples', name, 'value']);
    const [first] = Array.isArray(found) ? found : [found];
    if (typeof first !== 'object' || first === null) throw new Error(`GitHub’s description has no example ${name}`);
    return first as Record<string, unknown>; // as: JSON
  };
  return { description, example };
};
