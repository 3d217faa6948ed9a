import type { Hotfix } from '../snapshot';
import { counted } from './counted';

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** What a hotfix still owes, in a few words: `hotfix: staging`, `hotfix: mainline and 3 stages`. */
export const hotfixWord = ({ missing }: Hotfix): string => {
  const stages = missing.filter((name) => name !== 'mainline');
  const many = stages.length > 1 ? [counted(stages.length, 'stage')] : stages;
  return `hotfix: ${listed([...(stages.length < missing.length ? ['mainline'] : []), ...many])}`;
};

/** The same in full, with what pays it. */
export const hotfixText = ({ missing, changes, by }: Hotfix): string => {
  const it = changes === 1 ? 'it' : 'them';
  const pays = missing.includes('mainline')
    ? `Merge or pick ${it} into mainline, and promote that stage by stage.`
    : `Mainline has ${it}: promote that stage by stage.`;
  return `${by.name} brought ${counted(changes, 'change')} here past other stages; ${listed(missing)} still ${missing.length === 1 ? 'lacks' : 'lack'} ${it}. ${pays}`;
};
