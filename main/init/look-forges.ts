import { readAddress } from '../workspace/addresses';
import { askPages, askWith } from './ask-pages';
import { nameFrom } from './environment-words';
import type { Findings, FoundComponent } from './findings';
import { keyIn, textIn, type Looking } from './looking';

interface Keys {
  readonly name: string;
  readonly address: string;
}

const componentsIn = (items: readonly unknown[], keys: Keys, where: string): Findings => {
  const left: string[] = [];
  const components = items.flatMap((item): readonly FoundComponent[] => {
    const called = textIn(item, keys.name) ?? '';
    // Nothing is released from what is archived, and a fork is somebody else's.
    if (keyIn(item, 'archived') === true || keyIn(item, 'fork') === true) {
      left.push(`${where}: ${called} is ${keyIn(item, 'fork') === true ? 'a fork' : 'archived'}`);
      return [];
    }
    const name = nameFrom(called);
    const address = readAddress(textIn(item, keys.address) ?? '', '/');
    if (name === null || !address.ok) {
      left.push(`${where}: ${called} has no name or address that a workspace file takes`);
      return [];
    }
    return [{ name, repository: address.value, path: null, branch: textIn(item, 'default_branch'), from: where }];
  });
  return { components, targets: [], left };
};

const listed = (
  found: { readonly items: readonly unknown[]; readonly why: string | null },
  keys: Keys,
  where: string,
): Findings => {
  const findings = componentsIn(found.items, keys, where);
  return found.why === null ? findings : { ...findings, left: [...findings.left, `${where}: ${found.why}`] };
};

const trimmed = (api: string): string => api.replace(/\/+$/, '');

/** The repositories of an organisation or user of GitHub; asked with the secret GITHUB_TOKEN where there is one. */
export const lookAtGithub = async (owner: string, api: string, looking: Looking): Promise<Findings> => {
  const bearer = (value: string) => ({ Authorization: `Bearer ${value}`, 'X-GitHub-Api-Version': '2022-11-28' });
  const ask = (kind: string) => (page: number) =>
    askWith(
      `${trimmed(api)}/${kind}/${encodeURIComponent(owner)}/repos?per_page=100&page=${page}`,
      'GITHUB_TOKEN',
      bearer,
      looking,
    );
  const organisation = await askPages(ask('orgs'));
  // A user is no organisation: GitHub says 404.
  const found = organisation.why?.includes('answered 404') === true ? await askPages(ask('users')) : organisation;
  return listed(found, { name: 'name', address: 'clone_url' }, `${trimmed(api)}, ${owner}`);
};

/** The projects of a group of GitLab and of the groups in it; asked with the secret GITLAB_TOKEN where there is one. */
export const lookAtGitlab = async (group: string, api: string, looking: Looking): Promise<Findings> => {
  const found = await askPages((page) =>
    askWith(
      `${trimmed(api)}/groups/${encodeURIComponent(group)}/projects?include_subgroups=true&archived=false&per_page=100&page=${page}`,
      'GITLAB_TOKEN',
      (value) => ({ 'PRIVATE-TOKEN': value }),
      looking,
    ),
  );
  return listed(found, { name: 'path', address: 'http_url_to_repo' }, `${trimmed(api)}, ${group}`);
};
