import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { internalError, payloadTooLarge } from '../accounting/api/failures.ts';
import { endpointOf, serveApi } from '../accounting/api/serve.ts';
import { readSubscription } from '../app-store/endpoint.ts';
import { faultAnswer } from '../faults/fault-answer.ts';
import type { Fault } from '../faults/faults.ts';
import { deleteConnection, listConnections } from '../identity/connections.ts';
import { revoke, token } from '../identity/token-endpoint.ts';
import type { Sandbox } from '../sandbox.ts';
import { siteRoutes } from '../website/routes.ts';
import { notFound } from '../website/view.ts';
import { type Answer, empty, json } from './answer.ts';
import { get, type Handler, type HandlerRoute, post } from './handler.ts';
import { BodyTooLarge, bearerTokenOf, type Request, readHead, readRequest } from './request.ts';
import { Router } from './router.ts';

/** Above what any endpoint takes; each has its own, lower limit. */
const MOST_BODY_BYTES = 30 * 1024 * 1024;

/** What other software calls: logged, and subject to faults. */
const serviceRouter = new Router<Handler>([
  post('/connect/token', token),
  post('/connect/revocation', revoke),
  get('/connections', listConnections),
  get('/appstore/2.0/subscriptions/:id', readSubscription),
  { method: 'DELETE', pattern: '/connections/:id', handler: deleteConnection } satisfies HandlerRoute,
]);

const siteRouter = new Router<Handler>(siteRoutes);

/** Starts to listen on this computer only. */
export async function listen(sandbox: Sandbox, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer({ keepAliveTimeout: 65_000 }, (incoming, outgoing) => {
    handle(sandbox, incoming, outgoing).catch((error) => {
      console.error(error);
      outgoing.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

async function handle(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  let request = readHead(incoming);
  let answer: Answer | undefined;
  const isApi = request.path.toLowerCase().startsWith('/api.xro/2.0/');
  const service = isApi ? undefined : serviceRouter.find(request.method, request.path).found;
  const fault = isApi || service ? sandbox.faults.take(request) : undefined;
  try {
    request = await readRequest(incoming, MOST_BODY_BYTES);
    if (fault?.kind === 'drop-before') {
      outgoing.destroy();
      return;
    }
    const first = () => faultAnswer(fault);
    if (isApi) answer = withCorrelationId(await serveApi(sandbox, request, first));
    else if (service) answer = (await first()) ?? (await service.route.handler(sandbox, request, service.params));
    else answer = await site(sandbox, request);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) console.error(error);
    answer = error instanceof BodyTooLarge ? payloadTooLarge() : internalError();
  } finally {
    if (isApi || service) log(sandbox, request, answer, fault);
  }
  if (fault?.kind === 'drop-after') {
    outgoing.destroy();
    return;
  }
  send(outgoing, answer);
}

/** The name under which Xero's support finds a call again; on refusals too. */
function withCorrelationId(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'xero-correlation-id': crypto.randomUUID() } };
}

async function site(sandbox: Sandbox, request: Request): Promise<Answer> {
  // A page of another site may not post forms here in a user's name.
  const origin = request.headers.origin;
  if (request.method !== 'GET' && origin && origin !== 'null' && URL.parse(origin)?.host !== request.headers.host) {
    return empty(403);
  }
  const lookup = siteRouter.find(request.method, request.path);
  if (!lookup.found && request.path.startsWith('/sandbox/api')) {
    return json({ error: `There is no ${request.method} ${request.path}` }, lookup.pathKnown ? 405 : 404);
  }
  if (!lookup.found) return notFound('There is no such page.');
  return lookup.found.route.handler(sandbox, request, lookup.found.params);
}

function send(outgoing: ServerResponse, answer: Answer): void {
  outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  outgoing.end(answer.body);
}

function log(sandbox: Sandbox, request: Request, answer: Answer | undefined, fault: Fault | undefined): void {
  const call = {
    at: new Date(request.receivedAt).toISOString(),
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    endpoint: endpointOf(request),
    tenantId: request.headers['xero-tenant-id'],
    idempotencyKey: request.headers['idempotency-key'],
    appId: sandbox.verifiedTokens.get(bearerTokenOf(request))?.appId,
    requestHeaders: shown(request.headers),
    requestBody: loggable(request.body, request.headers['content-type'], request.path),
    status: answer?.status ?? 0,
    answerHeaders: answer?.headers ?? {},
    answerBody: loggable(answer?.body ?? '', answer?.headers['content-type'], request.path),
    milliseconds: Date.now() - request.receivedAt,
    fault: fault?.kind,
  };
  sandbox.log.add(call, new Date(sandbox.clock.now()).toISOString().slice(0, 10));
}

/** Headers without what must not be shown. */
function shown(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization' && name !== 'cookie'));
}

/** Text as it is; bytes by their count; tokens not at all. */
function loggable(body: string | Uint8Array, contentType: string | undefined, path: string): string {
  if (path.startsWith('/connect/')) return `(${body.length} characters with secrets)`;
  if (typeof body === 'string') return body;
  const isText = /json|xml|text|form/.test(contentType ?? 'text') && !path.includes('/Attachments/');
  return isText ? Buffer.from(body).toString('utf8') : `(${body.length} bytes)`;
}
