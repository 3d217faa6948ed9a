import type { Component } from '../../../contract/workspace';

/** Names in the order that `after` asks for; else in that of the file. A ring, which the file refuses, ends in the file's order. */
export const inOrder = (components: readonly Pick<Component, 'name' | 'after'>[]): readonly string[] => {
  const known = new Map(components.map((component) => [component.name, component]));
  const ordered = new Set<string>();
  const visit = (name: string, above: ReadonlySet<string>): void => {
    if (ordered.has(name) || above.has(name)) return;
    for (const first of known.get(name)?.after ?? []) if (known.has(first)) visit(first, new Set([...above, name]));
    ordered.add(name);
  };
  for (const { name } of components) visit(name, new Set());
  return [...ordered];
};
