import type { ProposedLine } from '../../contract/new-workspace';
import { environmentKey, isLast, nameFrom, rankOf } from './environment-words';
import {
  isSameRepository,
  keyOf,
  placeholderIn,
  type Findings,
  type FoundComponent,
  type FoundTarget,
} from './findings';
import { mappingLines, scalar } from './yaml-lines';

interface Plan {
  readonly stages: readonly { readonly key: string; readonly name: string; readonly from: string }[];
  readonly components: readonly (FoundComponent & { readonly targets: ReadonlyMap<string, FoundTarget> })[];
  readonly left: readonly string[];
}

const nobodySays = 'nothing that was looked at says how';

/** Stages in the order in which their names mostly stand; of two names for one environment the first that was seen. */
const stagesOf = (targets: readonly FoundTarget[]): Plan['stages'] => {
  const stages = new Map<string, { key: string; name: string; from: string }>();
  for (const { environment, from } of targets) {
    const key = environmentKey(environment);
    const name = nameFrom(environment);
    if (name !== null && !stages.has(key)) stages.set(key, { key, name, from });
  }
  const found = [...stages.values()].sort((a, b) => rankOf(a.name) - rankOf(b.name));
  return found.length > 0
    ? found
    : [{ key: 'production', name: 'production', from: `${nobodySays} and where it runs` }];
};

/** A repository whose parts are components is none itself, unless something runs the whole of it. */
const isWhole = (component: FoundComponent, findings: Findings): boolean =>
  component.path !== null ||
  findings.targets.some((target) => keyOf(target.component) === keyOf(component)) ||
  !findings.components.some((other) => isSameRepository(other, component) && other.path !== null);

const plan = (findings: Findings): Plan => {
  const left = [...findings.left];
  const byKey = new Map<string, FoundComponent>();
  for (const component of findings.components) {
    const placeholder = placeholderIn(component.repository, component.path, component.branch);
    if (placeholder !== null) left.push(`${component.from}: ${placeholder}`);
    else if (!isWhole(component, findings))
      left.push(`${component.from}: ${component.name} is no component, its parts are`);
    else if (!byKey.has(keyOf(component))) byKey.set(keyOf(component), component);
  }
  const taken = new Set<string>();
  const named = (name: string): string => {
    let unique = name;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${name.slice(0, 56)}-${n}`;
    taken.add(unique.toLowerCase());
    return unique;
  };
  const stages = stagesOf(findings.targets);
  const components = [...byKey].map(([key, component]) => {
    const targets = new Map<string, FoundTarget>();
    for (const target of findings.targets.filter((one) => keyOf(one.component) === key)) {
      const stage = environmentKey(target.environment);
      const first = targets.get(stage);
      if (nameFrom(target.environment) === null)
        left.push(`${target.from}: no stage can be called ${JSON.stringify(target.environment)}`);
      else if (first === undefined) targets.set(stage, target);
      else if (JSON.stringify(first.endpoint) !== JSON.stringify(target.endpoint))
        left.push(`${target.from}: ${component.name} runs in ${stage} by ${first.from} already`);
    }
    return { ...component, name: named(component.name), targets };
  });
  return { stages, components, left: [...new Set(left)] };
};

const line = (text: string, from: string | null = null): ProposedLine => ({ text, from });

const targetLines = (name: string, target: FoundTarget): readonly ProposedLine[] => [
  line(`      ${scalar(name)}:`, target.from),
  line('        endpoint:'),
  ...mappingLines(target.endpoint, 10).map((text) => line(text, target.from)),
  ...(target.health === null
    ? []
    : mappingLines({ health: { url: target.health } }, 8).map((text) => line(text, target.from))),
];

const componentLines = (component: Plan['components'][number], stages: Plan['stages']): readonly ProposedLine[] => {
  const { name, repository, path, branch, from } = component;
  const keys = { repository, ...(path === null ? {} : { path }), ...(branch === null ? {} : { branch }) };
  const targets = stages.flatMap((stage) => {
    const target = component.targets.get(stage.key);
    return target ? targetLines(stage.name, target) : [];
  });
  return [
    line(`  - name: ${scalar(name)}`, from),
    ...mappingLines(keys, 4).map((text) => line(text, from)),
    ...(targets.length > 0 ? [line('    environments:'), ...targets] : []),
  ];
};

/**
 * The lines of a workspace file for what was found. Where nothing says how a component comes to a stage, the stage's endpoint is a
 * branch: the one kind that needs nothing but the repository.
 * @param title of the system, and the folder it is from
 */
export const propose = (findings: Findings, title: { readonly name: string; readonly from: string }) => {
  const { stages, components, left } = plan(findings);
  const environmentLines = stages.flatMap((stage) => {
    const bare = components.filter(({ targets }) => !targets.has(stage.key)).map(({ name }) => name);
    if (bare.length === 0) return [line(`  ${scalar(stage.name)}: {}`, stage.from)];
    const who = bare.length > 3 ? `${bare.slice(0, 3).join(', ')} and ${bare.length - 3} more` : bare.join(', ');
    const endpoint = { kind: 'git-branch', branch: 'env/${environment}' };
    return [
      line(`  ${scalar(stage.name)}:`, stage.from),
      ...mappingLines({ endpoint }, 4).map((text) =>
        line(text, `${nobodySays} ${who} ${bare.length === 1 ? 'gets' : 'get'} there: a branch is moved`),
      ),
    ];
  });
  const lines = [
    line('humdrum: 1'),
    line(`name: ${scalar(title.name)}`, title.from),
    line('stages:'),
    ...stages.flatMap(({ name, from }) =>
      isLast(name)
        ? [line(`  - name: ${scalar(name)}`, from), line('    protected: true', 'its name')]
        : [line(`  - ${scalar(name)}`, from)],
    ),
    line('environments:'),
    ...environmentLines,
    line('components:'),
    ...components.flatMap((component) => componentLines(component, stages)),
  ];
  return { lines, left, components: components.length };
};
