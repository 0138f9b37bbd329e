import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { POST } from '#app/api/webhooks/[ledger]/route.ts';

/** The route handler behind an address of its own, for the sandbox to deliver to. */
export async function aWebhookAddress() {
  /** Answers in place of the route's, as from a server that is ill. */
  const answers: number[] = [];
  const statuses: number[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const headers = new Headers(incoming.headers as Record<string, string>);
    const request = new Request('http://localhost/api/webhooks/xero', {
      method: 'POST',
      headers,
      body: Buffer.concat(chunks),
    });
    const instead = answers.shift();
    const answer = instead
      ? new Response(null, { status: instead })
      : await POST(request, { params: Promise.resolve({ ledger: 'xero' }) });
    statuses.push(answer.status);
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/api/webhooks/xero`, answers, statuses, close: () => server.close() };
}
