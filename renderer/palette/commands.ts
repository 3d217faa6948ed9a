import { nameOf } from '../../contract/commit';
import { baselines, type Baseline, type ComponentView, type Snapshot } from '../../contract/snapshot';
import type { Settings } from '../../contract/settings';
import { changesText } from '../../contract/words/counted';
import type { Acts } from '../acts/use-acts';
import type { Go } from '../location';

export type CommandKind =
  | 'go'
  | 'component'
  | 'compare'
  | 'promote'
  | 'rollback'
  | 'stop'
  | 'start'
  | 'candidate'
  | 'do';

export interface Command {
  readonly kind: CommandKind;
  /** What it is found by, and what it says. */
  readonly name: string;
  /** Beside the name, in a few words. */
  readonly hint: string;
  readonly run: () => void;
}

/** What commands do besides moving about. */
export interface Hands {
  readonly go: Go;
  readonly acts: Acts;
  readonly refresh: () => void;
  readonly setBaseline: (baseline: Baseline) => void;
  readonly setAppearance: (appearance: Settings['appearance']) => void;
  readonly openHelp: () => void;
  /** Asks for the reason first. */
  readonly openStopLine: () => void;
  readonly openWorkspace: () => void;
}

const baselineWords: Readonly<Record<Baseline, string>> = {
  previous: 'the previous production',
  '7d': '7 days ago',
  '30d': '30 days ago',
  '90d': '90 days ago',
};

const general = ({ go, ...hands }: Hands): readonly Command[] => [
  { kind: 'go', name: 'Board', hint: 'every pipeline', run: go.board },
  { kind: 'go', name: 'Releases', hint: 'sets that were verified together', run: go.releases },
  { kind: 'go', name: 'Activity', hint: 'what was done, by whom', run: go.activity },
  { kind: 'go', name: 'Insights', hint: 'DORA’s five, batch sizes, brown paper bags', run: go.insights },
  { kind: 'go', name: 'Isolation', hint: 'what two environments share', run: go.isolation },
  { kind: 'go', name: 'Rotation', hint: 'whose turn it is', run: go.rotation },
  { kind: 'go', name: 'Agreement', hint: 'what is asked for at each stage', run: go.agreement },
  { kind: 'go', name: 'Settings', hint: 'endpoints, secrets, people, appearance', run: go.settings },
  { kind: 'do', name: 'Read everything again', hint: 'mirrors, environments, ledger', run: hands.refresh },
  { kind: 'do', name: 'Open another workspace…', hint: 'a humdrum.yml', run: hands.openWorkspace },
  { kind: 'go', name: 'New workspace', hint: 'proposed from a folder of repositories', run: go.newWorkspace },
  { kind: 'do', name: 'All keys', hint: '?', run: hands.openHelp },
  ...(['system', 'light', 'dark'] as const).map((look): Command => ({
    kind: 'do',
    name: `Appearance: ${look}`,
    hint: look === 'system' ? 'as the desktop has it' : '',
    run: () => hands.setAppearance(look),
  })),
  ...baselines.map((baseline): Command => ({
    kind: 'do',
    name: `Count changes since ${baselineWords[baseline]}`,
    hint: 'the funnel’s baseline',
    run: () => hands.setBaseline(baseline),
  })),
];

/** What may be done now: what has an objection is on the board, with its reason, not here. */
const actsOn = ({ name, cells, gaps }: ComponentView, { acts }: Hands): readonly Command[] => [
  ...gaps.flatMap(({ candidate, to, ahead, objections }): readonly Command[] =>
    candidate === null || objections.length > 0
      ? []
      : [
          {
            kind: 'promote',
            name: `Promote ${name} ${nameOf(candidate)} to ${to}`,
            hint: changesText(ahead),
            // What its name says: by the time it is picked the gate may offer another one.
            run: () => void acts.promote({ component: name, stage: to, commit: candidate.commit }),
          },
        ],
  ),
  ...cells.flatMap(({ stage, rollback }): readonly Command[] =>
    rollback === null || rollback.objections.length > 0
      ? []
      : [
          {
            kind: 'rollback',
            name: `Roll back ${name} in ${stage} to ${nameOf(rollback.to)}`,
            hint: `undoes ${changesText(rollback.undoes)}`,
            run: () => void acts.rollback({ component: name, stage }),
          },
        ],
  ),
];

const candidatesOf = ({ name, mainline, checked, cells }: ComponentView, { go }: Hands): readonly Command[] => {
  const where = new Map<string, readonly string[]>();
  const points = [
    { at: 'mainline', point: mainline },
    { at: 'checked', point: checked },
    ...cells.map((cell) => ({ at: cell.stage, point: cell.running })),
  ];
  for (const { at, point } of points)
    if (point !== null) {
      const known = `${name} ${nameOf(point)}`;
      where.set(known, [...(where.get(known) ?? []), at]);
    }
  return [...where].map(([known, stages]) => ({
    kind: 'candidate',
    name: known,
    hint: `in ${stages.join(', ')}`,
    run: () => go.component(name),
  }));
};

/** The one switch of the whole system, the way it can be turned. */
const switchOf = ({ line }: Snapshot, { acts, openStopLine }: Hands): Command =>
  line === null
    ? { kind: 'stop', name: 'Stop the line…', hint: 'nothing is promoted until it is started again', run: openStopLine }
    : { kind: 'start', name: 'Start the line', hint: 'promotions may go again', run: () => void acts.startLine() };

const comparisons = ({ stages }: Snapshot, { go }: Hands): readonly Command[] => {
  const points = ['mainline', ...stages.map((stage) => stage.name)];
  return points.slice(1).flatMap((to, at) =>
    points.slice(0, at + 1).map((from): Command => ({
      kind: 'compare',
      name: `Compare ${to} → ${from}`,
      hint: `what ${from} has that ${to} lacks`,
      run: () => go.compare(to, from, null),
    })),
  );
};

/** What has to be typed, and how much of it: `sta` may mean staging. */
const verbs: Partial<Readonly<Record<CommandKind, { readonly verb: string; readonly letters: number }>>> = {
  promote: { verb: 'promote', letters: 2 },
  rollback: { verb: 'roll', letters: 2 },
  stop: { verb: 'stop', letters: 4 },
  start: { verb: 'start', letters: 5 },
};

/** It changes what may run or what runs, and nobody has typed so: Enter alone must not do it. */
export const isUnasked = ({ kind }: Command, query: string): boolean => {
  const asked = verbs[kind];
  if (asked === undefined) return false;
  const words = query.toLowerCase().split(/\s+/);
  return !words.some((word) => word.length >= asked.letters && asked.verb.startsWith(word));
};

/** Everything one can do and everything one can look at, in the order shown before anything is typed. */
export const commandsOf = (snapshot: Snapshot, hands: Hands): readonly Command[] => {
  const { components } = snapshot;
  const acts = components.flatMap((component) => actsOn(component, hands));
  return [
    ...general(hands),
    switchOf(snapshot, hands),
    ...components.map(({ name, repository }): Command => ({
      kind: 'component',
      name,
      hint: repository,
      run: () => hands.go.component(name),
    })),
    ...acts,
    ...comparisons(snapshot, hands),
    ...components.flatMap((component) => candidatesOf(component, hands)),
  ];
};
