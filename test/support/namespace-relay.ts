import { spawn } from 'node:child_process';

const relay = `
const { createServer, connect } = require('node:net');
const [socket, port] = process.argv.slice(1);
createServer((client) => {
  const there = connect(Number(port), '127.0.0.1');
  client.pipe(there).pipe(client);
  for (const one of [client, there]) one.on('error', () => { client.destroy(); there.destroy(); });
}).listen(socket, () => console.log('ready'));
process.stdin.on('end', () => process.exit()).resume();
`;

/** Makes a port of a network namespace reachable from outside of it, by a socket; ends with this process. */
export const relayFrom = async (namespace: string, port: number, socket: string): Promise<() => Promise<void>> => {
  const args = [`--net=/run/netns/${namespace}`, process.execPath, '-e', relay, socket, String(port)];
  const child = spawn('nsenter', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('close', () => reject(new Error('the relay ended')));
  });
  return async () => {
    child.stdin.end();
    await ended;
  };
};
