import type { Component, Target } from '../../contract/workspace';
import { isRefName, readAddress, readInnerPath } from './addresses';
import { sameName } from './names';
import { nearest } from './nearest';
import type { Step } from './parsed';
import { describe, type Mistake } from './problems';
import type { ComponentFile, WorkspaceFile } from './schema';

const refName = 'a name that git accepts for a branch';

const pathMistakes = (paths: readonly string[], path: readonly Step[]): readonly Mistake[] =>
  paths.flatMap((text, n) => {
    const read = readInnerPath(text);
    return read.ok ? [] : [{ path: [...path, n], found: describe(text), expected: read.expected }];
  });

const addressMistakes = (component: ComponentFile, index: number, folder: string): readonly Mistake[] => {
  const at = (key: string): readonly Step[] => ['components', index, key];
  const address = readAddress(component.repository, folder);
  const path = component.path === undefined ? null : readInnerPath(component.path);
  const tags = component.candidates === 'commits' ? null : component.candidates.tags;
  return [
    ...(address.ok
      ? []
      : [{ path: at('repository'), found: describe(component.repository), expected: address.expected }]),
    ...(!path || path.ok ? [] : [{ path: at('path'), found: describe(component.path), expected: path.expected }]),
    ...(component.branch === undefined || isRefName(component.branch)
      ? []
      : [{ path: at('branch'), found: describe(component.branch), expected: refName }]),
    ...(tags === null || isRefName(tags, true)
      ? []
      : [{ path: [...at('candidates'), 'tags'], found: describe(tags), expected: 'a pattern of tag names like v*' }]),
    ...pathMistakes(component.migrations, at('migrations')),
    ...pathMistakes(component.config, at('config')),
  ];
};

/** The components from one that goes before itself back to it; null where there is an order. */
const circleFrom = (name: string, after: ReadonlyMap<string, readonly string[]>): readonly string[] | null => {
  const done = new Set<string>();
  const search = (at: string, way: readonly string[]): readonly string[] | null => {
    for (const next of after.get(at) ?? []) {
      if (next === name) return [...way, next];
      if (done.has(next)) continue;
      done.add(next);
      const circle = search(next, [...way, next]);
      if (circle) return circle;
    }
    return null;
  };
  return search(name, [name]);
};

const afterMistakes = (file: WorkspaceFile): readonly Mistake[] => {
  const names = file.components.map((component) => component.name);
  const after = new Map(file.components.map((component) => [component.name, component.after]));
  const unknown = file.components.flatMap((component, index) =>
    component.after.flatMap((name, n): readonly Mistake[] =>
      names.includes(name)
        ? []
        : [
            {
              path: ['components', index, 'after', n],
              found: name,
              expected: 'a component',
              nearest: nearest(name, names),
            },
          ],
    ),
  );
  if (unknown.length > 0) return unknown;
  // One circle is said once, at the first component that is part of it.
  for (const [index, name] of names.entries()) {
    const circle = circleFrom(name, after);
    if (circle)
      return [
        { path: ['components', index, 'after'], found: circle.join(' after '), expected: 'an order without a circle' },
      ];
  }
  return [];
};

export const componentMistakes = (file: WorkspaceFile, folder: string): readonly Mistake[] => {
  const environments = Object.keys(file.environments);
  const each = file.components.flatMap((component, index): readonly Mistake[] => {
    const twice = file.components.slice(0, index).some((other) => sameName(other.name) === sameName(component.name));
    const strangers = Object.keys(component.environments).filter((name) => !environments.includes(name));
    return [
      ...(twice
        ? [
            {
              path: ['components', index, 'name'],
              found: `a second component ${component.name}`,
              expected: 'a name of its own',
            },
          ]
        : []),
      ...strangers.map((name): Mistake => ({
        path: ['components', index, 'environments', name],
        found: `the unknown environment ${name}`,
        expected: `one of ${environments.join(', ')}`,
        nearest: nearest(name, environments),
        at: 'key',
      })),
      ...addressMistakes(component, index, folder),
    ];
  });
  return [...each, ...afterMistakes(file)];
};

/** A component of the file, once `componentMistakes` has found nothing. */
export const componentOf = (component: ComponentFile, folder: string, targets: readonly Target[]): Component => {
  const address = readAddress(component.repository, folder);
  const path = component.path === undefined ? null : readInnerPath(component.path);
  const { candidates } = component;
  return {
    name: component.name,
    repository: address.ok ? address.value : component.repository,
    path: path?.ok ? path.value : null,
    branch: component.branch ?? null,
    candidates: candidates === 'commits' ? { kind: 'commits' } : { kind: 'tags', pattern: candidates.tags },
    migrations: component.migrations,
    config: component.config,
    checks: component.checks ?? null,
    after: component.after,
    targets,
  };
};
