import type { Dora, Figure } from '../insights';
import { measuredText } from '../span';

export type DoraName = Exclude<keyof Dora, 'unrecovered'>;

export interface DoraWords {
  readonly name: string;
  /** In DORA's sense. */
  readonly definition: string;
  /** How it is read out of ledger and git here. */
  readonly reading: string;
  /** What its value is. */
  readonly unit: 'span' | 'a day' | 'share';
  /** What the number beside it counts. */
  readonly of: readonly [one: string, many: string];
  readonly better: 'less' | 'more';
}

export const doraSource = 'https://dora.dev/guides/dora-metrics/';

/** DORA's five: throughput first, then instability. */
export const doraWords: Readonly<Record<DoraName, DoraWords>> = {
  changeLeadTime: {
    name: 'Change lead time',
    definition: 'How long a change takes from being committed to version control to being deployed in production.',
    reading:
      'Median over the changes that were brought in this span, each counted once: by the first deployment that had it.',
    unit: 'span',
    of: ['change', 'changes'],
    better: 'less',
  },
  deploymentFrequency: {
    name: 'Deployment frequency',
    definition: 'How many deployments there are over a span of time.',
    reading: 'Deployments with the verdict “deployed”, rollbacks among them.',
    unit: 'a day',
    of: ['deployment', 'deployments'],
    better: 'more',
  },
  failedDeploymentRecoveryTime: {
    name: 'Failed deployment recovery time',
    definition: 'How long it takes to recover from a deployment that fails and requires immediate intervention.',
    reading:
      'Median from the verdict of a failed deployment to that of the rollback, revert or fix that mended it, else to the next deployment that no verification failed.',
    unit: 'span',
    of: ['recovery', 'recoveries'],
    better: 'less',
  },
  changeFailRate: {
    name: 'Change fail rate',
    definition: 'The share of deployments that require immediate intervention.',
    reading:
      'Deployments that a verification failed or that an incident was opened of, and brown-paper-bag releases that nobody dismissed.',
    unit: 'share',
    of: ['deployment', 'deployments'],
    better: 'less',
  },
  deploymentReworkRate: {
    name: 'Deployment rework rate',
    definition: 'The share of deployments that were not planned, but happened because of an incident in production.',
    reading: 'Rollbacks, and deployments that mended a brown-paper-bag release.',
    unit: 'share',
    of: ['deployment', 'deployments'],
    better: 'less',
  },
};

const rounded = (n: number): string => (n >= 10 ? String(Math.round(n)) : n.toFixed(1).replace(/\.0$/, ''));

/** A value with its unit; a dash where there is nothing to count. */
export const figureText = (value: number | null, unit: DoraWords['unit']): string => {
  if (value === null) return '–';
  if (unit === 'span') return measuredText(value);
  if (unit === 'share') return `${rounded(value * 100)} %`;
  if (value >= 1) return `${rounded(value)} a day`;
  return value * 7 >= 1 ? `${rounded(value * 7)} a week` : `${rounded(value * 30)} a month`;
};

/** A figure with its unit; of nothing there is none. */
export const valueText = ({ value, of }: Figure, unit: DoraWords['unit']): string =>
  figureText(of === 0 ? null : value, unit);

/** In the order people read them in. */
// as: the keys of the table, in the order they were written
export const doraNames = Object.keys(doraWords) as readonly DoraName[];
