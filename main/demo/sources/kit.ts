// What every service of the demo shop starts from: plain Node, no dependencies, Node 18 and later.

export const httpSource = `'use strict';

const http = require('node:http');

const bodyOf = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw Object.assign(new Error('the body is not JSON'), { status: 400 });
  }
};

const match = (pattern, path) => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params = {};
  for (const [i, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(given[i]);
    else if (part !== given[i]) return null;
  }
  return params;
};

// A route is [method, pattern, handler]; a handler answers [status, body], a text body being HTML.
const answer = async (routes, request) => {
  const path = request.url.split('?')[0];
  for (const [method, pattern, handle] of routes) {
    const params = method === request.method ? match(pattern, path) : null;
    if (params) return handle({ params, body: await bodyOf(request) });
  }
  return [404, { error: 'there is no ' + request.method + ' ' + path }];
};

const serve = (routes) =>
  http.createServer(async (request, response) => {
    const failed = (error) => [error.status ?? 500, { error: error.message }];
    const [status, body] = await answer(routes, request).catch(failed);
    const html = typeof body === 'string';
    response.writeHead(status, { 'content-type': html ? 'text/html; charset=utf-8' : 'application/json' });
    response.end(html ? body : JSON.stringify(body));
  });

module.exports = { serve };
`;

export const configSource = `'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const scalar = (text) => {
  if (/^-?\\d+(\\.\\d+)?$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text.replace(/^'(.*)'$/, '$1');
};

// Two levels of "key: value" are all that our settings need.
const parse = (text) => {
  const config = {};
  let section = config;
  for (const line of text.split('\\n')) {
    const found = /^(\\s*)([\\w-]+):\\s*(.*?)\\s*$/.exec(line.replace(/\\s+#.*$/, ''));
    if (!found) continue;
    const [, indent, key, value] = found;
    if (indent === '') section = config;
    if (value === '') section = config[key] = {};
    else section[key] = scalar(value);
  }
  return config;
};

const readConfig = (environment) =>
  parse(readFileSync(join(__dirname, '..', 'config', environment + '.yml'), 'utf8'));

module.exports = { parse, readConfig };
`;

export const callSource = `'use strict';

const http = require('node:http');

// Asks a neighbour and answers what it says; anything but a 2xx is thrown with its status.
const call = (base, method, path, body) =>
  new Promise((resolve, reject) => {
    const options = { method, agent: false, headers: { 'content-type': 'application/json' } };
    const request = http.request(new URL(path, base), options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode >= 200 && response.statusCode < 300) resolve(JSON.parse(text));
        else reject(Object.assign(new Error(text), { status: response.statusCode }));
      });
    });
    request.on('error', (error) =>
      reject(Object.assign(new Error(base + ' does not answer: ' + error.message), { status: 502 })),
    );
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });

module.exports = { call };
`;

export const serverSource = (name: string): string => `'use strict';

const { readConfig } = require('./src/config');
const { serve } = require('./src/http');
const { routes } = require('./src/routes');

const { PORT, COMMIT = 'unknown', VERSION = 'unknown', ENVIRONMENT = 'dev' } = process.env;
const config = readConfig(ENVIRONMENT);

const about = [
  ['GET', '/health', () => [200, { status: 'ok' }]],
  ['GET', '/version', () => [200, { commit: COMMIT, version: VERSION }]],
];

serve([...about, ...routes(config, process.env)]).listen(Number(PORT ?? config.port), '127.0.0.1', () => {
  console.log('${name} ' + VERSION + ' listens in ' + ENVIRONMENT);
});
`;

export const packageSource = (name: string, description: string): string =>
  `${JSON.stringify(
    {
      name: `@corner-shop/${name}`,
      version: '0.0.0',
      private: true,
      description,
      license: 'MIT',
      engines: { node: '>=18' },
      scripts: { start: 'node server.js', test: 'node --test test' },
    },
    null,
    2,
  )}\n`;

export const gitignoreSource = `node_modules
*.log
`;
