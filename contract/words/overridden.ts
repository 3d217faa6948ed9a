import { nameOf } from '../commit';
import type { Cell } from '../snapshot';

/** `Ida Nowak promoted v3.1.1 against “not-verified”: staging is busy.` */
export const overriddenText = ({ by, candidate, rules, reason }: NonNullable<Cell['overridden']>): string =>
  `${by.name} promoted ${nameOf(candidate)} against ${rules.map((rule) => `“${rule}”`).join(', ')}${reason === '' ? '.' : `: ${reason}`}`;
