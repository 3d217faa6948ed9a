const special = /[\\^$.|+()]/g;

const classOf = (glob: string, at: number): { readonly text: string; readonly end: number } | null => {
  const end = glob.indexOf(']', at + 2);
  if (end < 0) return null;
  const inside = glob.slice(at + 1, end).replace(/[\\[\]^]/g, '\\$&');
  return { text: inside.startsWith('!') ? `[^/${inside.slice(1)}]` : `(?!/)[${inside}]`, end };
};

/** Options of `{a,b}`; no nesting. */
const optionsOf = (glob: string, at: number): { readonly options: readonly string[]; readonly end: number } | null => {
  const end = glob.indexOf('}', at);
  return end < 0 ? null : { options: glob.slice(at + 1, end).split(','), end };
};

const sourceOf = (glob: string): string => {
  let source = '';
  for (let i = 0; i < glob.length; i += 1) {
    const sign = glob[i] ?? '';
    const list = sign === '[' ? classOf(glob, i) : null;
    const choice = sign === '{' ? optionsOf(glob, i) : null;
    if (glob.startsWith('**/', i) && (i === 0 || glob[i - 1] === '/')) {
      source += '(?:[^/]+/)*';
      i += 2;
    } else if (glob.startsWith('**', i)) {
      source += '.*';
      i += 1;
    } else if (sign === '*') source += '[^/]*';
    else if (sign === '?') source += '[^/]';
    else if (list) {
      source += list.text;
      i = list.end;
    } else if (choice) {
      source += `(?:${choice.options.map(sourceOf).join('|')})`;
      i = choice.end;
    } else source += sign.replace(special, '\\$&').replace(/[[\]{}]/g, '\\$&');
  }
  return source;
};

const withoutDot = (glob: string): string => glob.replace(/^\.?\//, '');

/** What every path begins with that the glob matches. */
export const literalStart = (glob: string): string => /^[^*?[{]*/.exec(withoutDot(glob))?.[0] ?? '';

/** `*` and `?` stay within a folder, `**` crosses them, `[a-z]`, `[!a]` and `{a,b}` as in a shell. Whole path, case counts. */
export const globToRegExp = (glob: string): RegExp => new RegExp(`^${sourceOf(withoutDot(glob))}$`, 's');
