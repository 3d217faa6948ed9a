import type { PlaceholderValues } from '../../contract/placeholders';
import type { Reach } from '../../contract/reach';
import { fillKnown, originOf } from './texts';

const quoted = (argument: string): string =>
  /^[\w@%+=:,./${}*-]+$/.test(argument) ? argument : JSON.stringify(argument);

/** A web address with its host as the network knows it: `gіthub.com` with a Cyrillic letter is `xn--gthub-n2e.com`. */
export const plain = (address: string): string => {
  const origin = originOf(address);
  return 'origin' in origin ? address.replace(/^https?:\/\/[^/?#\\]*/i, origin.origin) : address;
};

const originText = (url: string, values: PlaceholderValues): string => {
  const origin = originOf(fillKnown(url, values));
  return 'origin' in origin ? origin.origin : url;
};

const withSecrets = (names: readonly string[]): string =>
  names.length === 0 ? '' : `, with the secret ${names.join(' and ')}`;

/** Something that a workspace makes this machine do, as somebody is asked to trust it. */
export const actText = (reach: Reach, repository: string, values: PlaceholderValues): string => {
  switch (reach.does) {
    case 'run': {
      const words = reach.command.map((argument) => quoted(fillKnown(argument, values))).join(' ');
      const set = reach.env.length > 0 ? ` with ${reach.env.join(', ')} set` : '';
      return `runs ${words === '' ? 'the component’s own start command' : words}${set}${withSecrets(reach.secrets)}`;
    }
    case 'ask':
      return `asks ${originText(reach.url, values)}${withSecrets(reach.secrets)}`;
    case 'send':
      return `${fillKnown(reach.says, values)} ${plain(fillKnown(reach.url, values))}${withSecrets(reach.secrets)}`;
    case 'push':
      return `${fillKnown(reach.says, values)} ${fillKnown(reach.branch, values)} of ${plain(reach.repository ?? repository)}`;
    case 'read':
      return `reads ${fillKnown(reach.files, values)}`;
  }
};
