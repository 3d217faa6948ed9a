import { createServer } from 'node:http';

/** A swarm's manager on a socket of this machine, as far as it lists services. */
export const listenOn = async (socket: string, answer: () => { readonly status: number; readonly body: unknown }) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status, body } = answer();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return { asked, close: () => new Promise((resolve) => server.close(resolve)) };
};
