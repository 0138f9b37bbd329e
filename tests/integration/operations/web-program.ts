/** A small web server that stops as ours does: at a port, with other limits as JSON. Says its port when it listens. */
import { createServer } from 'node:http';
import { stopInOrder, stopLimits, stopping } from '#lib/operations/stop-web.ts';

stopInOrder({ ...stopLimits, ...JSON.parse(process.argv[3] ?? '{}') });
const server = createServer((request, response) => {
  if (request.url === '/stream') {
    response.write('retry: 2000\n\n');
    stopping.addEventListener('abort', () => response.end());
    return;
  }
  if (request.url === '/api/health') return void response.writeHead(stopping.aborted ? 503 : 200).end();
  // Long enough for a stop to begin while it is answered.
  if (request.url === '/endless') return void response.write('…');
  request.resume().on('end', () => setTimeout(() => response.end('answered'), 20));
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address?.port);
});
