import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2',
};

/** Serves a folder of static files on loopback below a path such as `/` or `/docs/`, as any host of such files would. */
export async function serveFolder(folder: string, base: string): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((request, response) => {
    const address = normalize(decodeURIComponent(new URL(request.url!, 'http://localhost').pathname));
    const path = address.slice(base.length - 1);
    const found = !address.startsWith(base) ? undefined : [path, join(path, 'index.html'), `${path}.html`].map((each) => join(folder, each)).find((each) => existsSync(each) && statSync(each).isFile());
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': TYPES[extname(found ?? '.html')] ?? 'application/octet-stream' });
    response.end(found === undefined ? 'not found' : readFileSync(found));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base.slice(0, -1)}` };
}
