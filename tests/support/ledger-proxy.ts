import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was on the line: a request as it came and, once the ledger acted, that it was answered. */
export type Passage = { method: string; path: string };

/** Each may hold a passage up for as long as it likes, or throw to break the line. */
export type Passing = {
  beforeLedger?: (passage: Passage) => Promise<void>;
  afterLedger?: (passage: Passage) => Promise<void>;
  /** What arrives instead of what the ledger answered. */
  rewrite?: (passage: Passage, answer: string) => string;
};

/** A line between workers and the sandbox on which a test can stand and act at an exact moment. */
export async function startLedgerProxy(passing: Passing): Promise<{ url: string; stop(): void }> {
  const target = String(process.env.XERO_API_URL);
  const server = createServer(async (request, response) => {
    const passage = { method: request.method ?? '', path: request.url ?? '' };
    try {
      const body = await bodyOf(request);
      await passing.beforeLedger?.(passage);
      const { host: _host, connection: _connection, ...headers } = request.headers;
      const answer = await fetch(target + passage.path, {
        method: passage.method,
        headers: Object.entries(headers).flatMap(([name, value]) =>
          name === 'content-length' ? [] : [[name, String(value)] as [string, string]],
        ),
        ...(passage.method !== 'GET' && { body }),
      });
      const answered = Buffer.from(await answer.arrayBuffer());
      await passing.afterLedger?.(passage);
      const { 'content-length': _length, ...answerHeaders } = Object.fromEntries(answer.headers);
      const sent = passing.rewrite ? passing.rewrite(passage, answered.toString()) : answered;
      response.writeHead(answer.status, answerHeaders).end(sent);
    } catch {
      request.socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part as Uint8Array);
  return new Uint8Array(Buffer.concat(parts));
}
