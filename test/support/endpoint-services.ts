import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitSchema, type Commit } from '../../contract/commit';
import { done, failed } from '../../contract/failure';
import type { Source } from '../../main/release/git-ports';

/** Small real services, each a commit with a server.js. `${port}` comes as PORT. */
export const commitOf = (digit: string): Commit => commitSchema.parse(digit.repeat(40));

const count = `if (process.env.STARTS) require('node:fs').appendFileSync(process.env.STARTS, process.pid + '\\n');`;

/** Answers JSON `{ version, pid }` on every path; `/health` with `healthStatus`. `more` is run before it listens; `waits`: for the file GO. */
export const service = (version: string, { more = '', healthStatus = 200, waits = false } = {}): string => `
${count}
console.log('starting ${version}');
${more}
const server = require('node:http').createServer((request, response) => {
  if (request.url === '/crash') process.exit(7);
  if (request.url === '/health') response.statusCode = ${healthStatus};
  response.end(JSON.stringify({ version: '${version}', pid: process.pid }));
});
const listen = () => server.listen(Number(process.env.PORT), '127.0.0.1');
const look = () => (require('node:fs').existsSync(process.env.GO) ? listen() : setTimeout(look, 20));
${waits ? 'look()' : 'listen()'};
`;

/** A program in place of a service. */
export const program = (text: string): string => `${count}\n${text}`;

/** Whose commits they are, where a test makes none. */
export const nobody = { name: 'Nobody', email: 'nobody@example.com' };

/** A Source that knows the given commits and no branches. */
export const sourceOf = (versions: Readonly<Record<string, string>>): Source => ({
  checkout: async (_component, commit, folder) => {
    const text = versions[commit];
    if (text === undefined) return failed({ kind: 'commit-missing', repository: 'shop', commit });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'server.js'), text);
    return done(null);
  },
  readBranch: () => Promise.reject(new Error('no branches here')),
  pushBranch: () => {
    throw new Error('no branches here');
  },
  readFile: () => Promise.reject(new Error('no branches here')),
  findCommit: () => Promise.reject(new Error('no branches here')),
  pushFile: () => {
    throw new Error('no branches here');
  },
});
