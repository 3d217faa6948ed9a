/**
 * Stands for a fresh nonce in the built pages (`html.cspNonce` in electron.vite.config.ts); the app protocol puts one in for
 * each load.
 */
export const noncePlaceholder = '__HUMDRUM_NONCE__';

/**
 * Nothing from outside, no inline script, no eval. Style elements need the nonce (Mantine's variables, @pierre/diffs' themes).
 * Style *attributes* in markup are let in: @pierre/diffs writes its syntax colours as attributes into markup, 100,000 of them,
 * which neither a nonce nor a hash can allow; an attribute runs nothing and can fetch nothing beyond `img-src` and `font-src`.
 */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
