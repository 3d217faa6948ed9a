/**
 * A name as a part of a branch name, a folder name or an address: `Corner shop` → `corner-shop`. Never empty; two names may have
 * the same slug, which the workspace file refuses for environments.
 */
export const slugOf = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return plain === '' ? 'x' : plain;
};
