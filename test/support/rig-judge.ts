import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { heardIn, type Heard, type Said } from './rig-lines';

// Compares what the endpoint got with what journal and ledger say. It reads the ledger with plain git and folds it in its own way: a
// judge that asked the product's code would share its mistakes.

/** What is wrong, a sentence each. */
export interface Judgement {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly falseVerdicts: readonly string[];
  readonly unfinished: readonly string[];
}

export const nothingWrong: Judgement = { lost: [], doubled: [], falseVerdicts: [], unfinished: [] };

export const together = (all: readonly Judgement[]): Judgement => ({
  lost: all.flatMap((one) => one.lost),
  doubled: all.flatMap((one) => one.doubled),
  falseVerdicts: all.flatMap((one) => one.falseVerdicts),
  unfinished: all.flatMap((one) => one.unfinished),
});

interface Entry {
  readonly commit: string;
  readonly id: string;
  readonly kind: string;
  readonly deployment?: string;
  readonly promotion?: string;
  readonly verdict?: string;
  readonly candidate?: { readonly commit: string };
}

/** Every entry of every environment, oldest first; a commit that is no entry has no kind. */
export const readLedger = (gitDir: string): ReadonlyMap<string, readonly Entry[]> => {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [`--git-dir=${gitDir}`, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const refs = existsSync(gitDir) ? git('for-each-ref', '--format=%(refname)', 'refs/heads/humdrum').split('\n') : [];
  const entriesOf = (ref: string): readonly Entry[] =>
    git('log', '-z', '--reverse', '--format=%H%n%B', ref)
      .split('\0')
      .filter((text) => text !== '')
      .map((text) => ({ commit: text.slice(0, 40), ...(JSON.parse(text.slice(text.indexOf('\n\n'))) as Omit<Entry, 'commit'>) })); // oxfmt-ignore
  return new Map(refs.filter((ref) => ref !== '').map((ref) => [ref.slice(ref.lastIndexOf('/') + 1), entriesOf(ref)]));
};

export const readHeard = (file: string): readonly Heard[] =>
  existsSync(file) ? heardIn(readFileSync(file, 'utf8')) : [];

const repeated = (all: readonly string[]): readonly string[] => [
  ...new Set(all.filter((one, index) => all.indexOf(one) !== index)),
];

const ends = new Set(['verdict', 'withdrawn', 'resolved']);

/** One environment: the orders it got against the entries of its branch. */
const judgeEnvironment = (environment: string, entries: readonly Entry[], heard: readonly Heard[]): Judgement => {
  const got = heard.flatMap((h) => (h.did === 'got' && h.environment === environment ? [h.id] : []));
  const ran = new Set(heard.flatMap((h) => (h.did === 'runs' && h.environment === environment ? [h.id] : [])));
  const commits = new Set(heard.flatMap((h) => (h.did === 'runs' && h.environment === environment ? [h.commit] : [])));
  const [sending, open] = [new Set<string>(), new Set<string>()];
  const claimed = new Map<string, Entry>();
  const [doubled, falseVerdicts]: [string[], string[]] = [[], []];
  for (const entry of entries) {
    const { deployment = '', kind } = entry;
    if (kind === 'claimed') {
      if (open.size > 0) doubled.push(`${environment} was claimed by ${deployment} while ${[...open].join()} had it`);
      claimed.set(deployment, entry);
      open.add(deployment);
    }
    if (kind === 'sending') sending.add(deployment);
    if (!ends.has(kind)) continue;
    open.delete(deployment);
    const commit = claimed.get(deployment)?.candidate?.commit ?? '';
    if (entry.verdict === 'deployed' && !commits.has(commit))
      falseVerdicts.push(`${deployment} is deployed, it says, and ${environment} never ran it`);
    if ((entry.verdict === 'not-deployed' || kind === 'withdrawn') && ran.has(deployment))
      falseVerdicts.push(`${deployment} is not deployed, it says, and ${environment} ran it`);
  }
  const promotions = got.map((id) => claimed.get(id)?.promotion ?? id);
  const verdicts = entries.flatMap((e) => (e.kind === 'verdict' || e.kind === 'resolved' ? [`${e.kind} of ${e.deployment}`] : [])); // oxfmt-ignore
  return {
    lost: got.filter((id) => !sending.has(id)).map((id) => `${environment} got ${id}, which is not on its ledger`),
    doubled: [
      ...doubled,
      ...repeated(got).map((id) => `${environment} got ${id} twice`),
      ...repeated(promotions).map((promotion) => `${environment} got promotion ${promotion} twice`),
      ...repeated(entries.map((entry) => entry.id)).map((id) => `entry ${id} stands twice on ${environment}`),
      ...repeated(verdicts).map((verdict) => `${environment} has a second ${verdict}`),
    ],
    falseVerdicts,
    unfinished: [...open].map((id) => `${environment} is still claimed by ${id}`),
  };
};

/** What operators were told is durable, against what is there. */
const judgeAcknowledged = (said: readonly Said[], ledger: ReadonlyMap<string, readonly Entry[]>): readonly string[] => {
  const commits = new Set([...ledger.values()].flat().map((entry) => entry.commit));
  const tips = new Map(said.flatMap((s) => (s.say === 'accepted' ? [[s.tip, s.environment]] : [])));
  return [...tips]
    .filter(([tip]) => !commits.has(tip))
    .map(([tip, where]) => `${where} had taken ${tip}, and lacks it`);
};

/** The lives of one journal, in order: each must find what the one before was told is durable and did not end. */
export const judgeLives = (lives: readonly (readonly Said[])[]): readonly string[] => {
  const lost: string[] = [];
  let open = new Map<string, Set<string>>();
  for (const said of lives) {
    if (said.some((s) => s.say === 'ready')) {
      const took = new Set(said.flatMap((s) => (s.say === 'took' ? [`${s.record} ${s.deployment}`] : [])));
      for (const [id, records] of open)
        for (const one of records)
          if (!took.has(`${one} ${id}`)) lost.push(`the journal had taken “${one}” of ${id}, and lacks it`);
      open = new Map();
      for (const s of said)
        if (s.say === 'took') open.set(s.deployment, (open.get(s.deployment) ?? new Set()).add(s.record));
    }
    for (const s of said) {
      const isEnd = (s.say === 'writing' || s.say === 'durable') && (s.record === 'ended' || s.record === 'withdrawn');
      if (isEnd) open.delete(s.deployment);
      else if (s.say === 'durable') open.set(s.deployment, (open.get(s.deployment) ?? new Set()).add(s.record));
    }
  }
  return lost;
};

export interface Evidence {
  readonly heard: readonly Heard[];
  readonly ledger: ReadonlyMap<string, readonly Entry[]>;
  /** The lives of each operator, in order. */
  readonly operators: readonly (readonly (readonly Said[])[])[];
}

export const judge = ({ heard, ledger, operators }: Evidence): Judgement => {
  const environments = new Set([...ledger.keys(), ...heard.flatMap((h) => (h.did === 'got' ? [h.environment] : []))]);
  const said = operators.flat(2);
  const said0 = {
    ...nothingWrong,
    lost: [...operators.flatMap(judgeLives), ...judgeAcknowledged(said, ledger)],
    doubled: heard.flatMap((h) => (h.did === 'followed' ? [`order ${h.id} went where a redirect pointed`] : [])),
    falseVerdicts: said.flatMap((s) => {
      const got = s.say === 'ended' && s.ending === 'nothing-sent' && heard.some((h) => h.did === 'got' && h.id === s.deployment); // oxfmt-ignore
      return got ? [`nothing was sent for ${s.deployment}, it said, and the endpoint got it`] : [];
    }),
  };
  return together([said0, ...[...environments].map((e) => judgeEnvironment(e, ledger.get(e) ?? [], heard))]);
};
