import { join, normalize, sep } from 'node:path';
import { screens } from '../../contract/screens';
import { parseUrl } from '../parse-url';

export const appOrigin = 'app://humdrum';

/** Is this address one of our own pages? `URL.origin` is `null` for a scheme of one's own. */
export const isOurs = (address: string): boolean => {
  const url = parseUrl(address);
  return url?.protocol === 'app:' && url.host === 'humdrum' && url.username === '' && url.password === '';
};

/** An https address a browser may be given, normalised; null for everything else. */
export const browserAddress = (address: string): string | null => {
  const url = parseUrl(address);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
};

/** The file under `folder` (absolute) that one of our addresses means; null for one that leads out of it. */
export const fileFor = (folder: string, address: string): string | null => {
  if (!isOurs(address)) return null;
  try {
    const path = decodeURIComponent(new URL(address).pathname);
    const file = normalize(join(folder, path === '/' ? 'index.html' : path));
    return file.startsWith(folder + sep) && !file.includes('\0') ? file : null;
  } catch {
    return null; // "%E0%A4%A": no file is called that
  }
};

/**
 * The screen a deep link selects, as an address of our page: `humdrum://compare/staging/production` →
 * `app://humdrum/#/compare/staging/production`. Null for one that is none; a link never acts.
 */
export const screenFor = (link: string): string | null => {
  const url = parseUrl(link);
  if (url?.protocol !== 'humdrum:' || !/^[a-z]+$/.test(url.host)) return null;
  if (!screens.some((screen) => screen === url.host)) return null;
  const path = url.host === 'board' ? '/' : `/${url.host}${url.pathname}`;
  return `${appOrigin}/#${path}${url.search}`;
};
