/**
 * Nothing from outside, no inline script or style, no eval. What React sets as a style goes through the CSSOM, which no policy
 * concerns; Mantine's variables come from a file, and patches are coloured by React, not by @pierre/diffs' own elements, whose
 * markup is full of style attributes.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
