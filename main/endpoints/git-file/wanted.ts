import { nameOf, type Person } from '../../../contract/commit';
import { gitFileFormat, type GitFileEndpoint, type GitFileFormat } from '../../../contract/endpoint-kinds/git-file';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import type { BranchPlace } from '../../release/git-ports';
import type { Order } from '../../release/ports';
import { configFor } from '../config-of';
import { orderValues } from '../target-values';

export const configOf = configFor('git-file');

/** An order as it is carried out: which file is to say what. */
export interface Wanted {
  readonly order: Order;
  readonly config: GitFileEndpoint;
  readonly at: BranchPlace & { readonly file: string };
  readonly format: GitFileFormat;
  readonly key: string;
  readonly value: string;
  /** As it may be shown. */
  readonly where: string;
  /** Of the commit or the pull request; its last line names the order. */
  readonly title: string;
  readonly line: string;
  readonly by: Person;
  readonly values: PlaceholderValues;
}

/** The line by which a commit or a pull request is known as that of an order. */
export const orderLine = (order: Order): string => `Humdrum-Deployment: ${order.id}`;

export const wantedOf = (order: Order, by: Person): Wanted => {
  const config = configOf(order.target);
  const values = orderValues(order);
  const file = fill(config.file, values);
  const branch = fill(config.branch, values);
  const { component, environment } = order.target;
  const format = gitFileFormat(config);
  if (format === null) throw new Error('the workspace file was read with a git-file of no format');
  return {
    order,
    config,
    at: { component, repository: config.repository, branch, file },
    format,
    key: fill(config.key, values),
    value: fill(config.value, values),
    where: `${file} of branch ${branch} of ${config.repository}`,
    title: `${environment}: ${component} ${nameOf(order.candidate)}`,
    line: orderLine(order),
    by,
    values,
  };
};

/** A commit message, or what a pull request says: the candidate, and the order's line last. */
export const bodyOf = ({ order, line }: Wanted): string =>
  `${order.target.component} ${order.candidate.commit} goes to ${order.target.environment}.\n\n${line}\n`;
