import { readFileSync } from 'node:fs';
import { parse } from './parse';

// Entry of a short-lived process: a workspace file's text on stdin, one `Parsed` as JSON on stdout. A text that kills or stops the
// parser takes only this process with it.

process.stdout.write(JSON.stringify(parse(readFileSync(0, 'utf8'))));
