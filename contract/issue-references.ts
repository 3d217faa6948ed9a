const issue =
  /(?<![\w&#/])#\d{1,9}\b|(?<![\w-])(?!(?:UTF|ISO|SHA|RFC|MD|X|ES|HTTP)-)[A-Z][A-Z0-9_]{1,9}-[1-9]\d{0,8}(?![\w-]|\.\d)/g;

export const mostIssues = 50;

/** Issue references as written, each once: `#12`, `SHOP-7`. */
export const issuesIn = (message: string): readonly string[] =>
  [...new Set(message.match(issue) ?? [])].slice(0, mostIssues);
