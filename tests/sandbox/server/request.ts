import type { IncomingMessage } from 'node:http';

/** A request whose body has been read. */
export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  cookies: Record<string, string>;
  body: Buffer;
  receivedAt: number;
}

export class BodyTooLarge extends Error {}

/** Reads a request whole. Throws BodyTooLarge beyond `maxBytes`, after having drained it so that an answer can be sent. */
export async function readRequest(incoming: IncomingMessage, maxBytes: number): Promise<Request> {
  const request = readHead(incoming);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    if (bytes <= maxBytes) chunks.push(chunk as Buffer);
  }
  if (bytes > maxBytes) throw new BodyTooLarge();
  return { ...request, body: Buffer.concat(chunks) };
}

/** What is known before the body arrives. */
export function readHead(incoming: IncomingMessage): Request {
  const target = incoming.url ?? '/';
  // A path may begin with two slashes, which alone would name a host.
  const url = URL.parse(target.startsWith('/') ? `http://sandbox${target}` : target) ?? new URL('http://sandbox/');
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    cookies: readCookies(headers.cookie),
    body: Buffer.alloc(0),
    receivedAt: Date.now(),
  };
}

/** The token of `Authorization: Bearer …`; empty without one. */
export function bearerTokenOf(request: Request): string {
  return /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/** A posted HTML form. */
export function formOf(request: Request): URLSearchParams {
  return new URLSearchParams(request.body.toString('utf8'));
}

function readCookies(header: string | undefined): Record<string, string> {
  if (!header) return {};
  return Object.fromEntries(
    header.split(';').map((pair) => {
      const [name = '', ...value] = pair.trim().split('=');
      return [name, value.join('=')];
    }),
  );
}
