export const looksLikePage = (text: string): boolean => /^\s*(?:<!doctype\s+html|<html)/i.test(text);

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The words on a page, for a line in a log: a server's own error page hides them behind kilobytes of style. */
export const pageWords = (html: string): string =>
  html
    .replaceAll(/<!--[\s\S]*?-->|<(style|script)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(amp|lt|gt|quot|apos|nbsp);/g, (whole, name: string) => signs[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim();
