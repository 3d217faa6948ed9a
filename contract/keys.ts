import { z } from 'zod';

// What the keys of an endpoint, a check or a verification are made of.

export const text = z.string().min(1).max(4096);
export const port = z.number().int().min(1).max(65535);
/** A command is an argument list; no shell is involved. */
export const command = z.array(text).min(1).max(64);
export const strings = z.record(z.string(), z.string());
/** RFC 6901. */
export const pointer = z.string().regex(/^(?:\/[^/]*)*$/, "a JSON pointer like '/commit'");
export const statusCode = z.number().int().min(100).max(599);
/** What a value looks like around the commit or version in it: `shop-*`. */
export const pattern = text.regex(/^[^*]*\*[^*]*$/, 'a text with one * where the commit or version stands');
/** Whole: what is secret is never written into the file. */
export const secretText = z.string().regex(/^\$\{secret:[A-Za-z]\w{0,99}\}$/, 'a secret like ${secret:NAME}');
/** A repository on a forge: `owner/name`, in GitLab with its groups. */
export const slug = text.regex(/^[\w.${}:-]+(?:\/[\w.${}:-]+)+$/, 'a repository like owner/name');
