import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server as TcpServer } from 'node:net';
import { log } from '#lib/log.ts';

/** Once nobody has asked for this long, a proxy that looks at the health check has understood. */
const QUIET_MS = 500;
/** Whom nobody has asked for this long, not even a health check, need not wait for that. */
const USED_MS = 2_000;
const LOOK_EVERY_MS = 50;

export const stopLimits = {
  /** For a proxy that does not look, no longer than this. */
  graceMs: 2_500,
  /** Then the process ends, whatever is not answered. */
  endAfterMs: 4_500,
};

type Asked = { request: IncomingMessage; response: ServerResponse; server: import('node:http').Server };

/** One per process, however often the module is evaluated. */
const held = globalThis as { intrayStopping?: AbortController };
held.intrayStopping ??= new AbortController();

/** Aborted when this web process has been told to stop: what stays open for long, such as a live stream, ends then. */
export const stopping: AbortSignal = held.intrayStopping.signal;

/**
 * Ends the web process in order when it is told to, within five seconds. At once live streams are sent away and the
 * health check fails; what is still asked is answered, on connections that end with the answer. Next.js' own way (off
 * with NEXT_MANUAL_SIG_HANDLE) waits for the last open page, and closes connections under a proxy's next request.
 */
export function stopInOrder({ graceMs, endAfterMs } = stopLimits): void {
  const servers = new Set<Asked['server']>();
  let lastSeenAt = 0;
  let lastAskedAt = 0;
  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Asked;
    servers.add(server);
    lastSeenAt = Date.now();
    if (!isPatient(request)) lastAskedAt = lastSeenAt;
    if (stopping.aborted) response.shouldKeepAlive = false;
  });
  const stop = async (signal: string) => {
    if (stopping.aborted) return;
    log.info({ signal }, 'web server stopping');
    held.intrayStopping?.abort();
    setTimeout(() => {
      log.warn('the web server ended before every request was answered');
      process.exit(0);
    }, endAfterMs);
    const stoppedAt = Date.now();
    const isUsed = stoppedAt - lastSeenAt < USED_MS || (await connections(servers)) > 0;
    const isQuiet = () => Date.now() - Math.max(lastAskedAt, isUsed ? stoppedAt : 0) >= QUIET_MS;
    await until(isQuiet, graceMs);
    await close(servers);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal));
}

/** Whether whoever asks minds no refusal: a monitor, and a page that asks again by itself. */
function isPatient({ url, headers }: IncomingMessage): boolean {
  return url?.startsWith('/api/health') || headers.accept === 'text/event-stream';
}

/** Takes no more connections and waits until those there are have had their answers. */
async function close(servers: Set<Asked['server']>): Promise<void> {
  // An HTTP server's own close would end connections whose request is on its way.
  const closed = [...servers].map(
    (server) => new Promise((resolve) => TcpServer.prototype.close.call(server, resolve)),
  );
  const closing = setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, LOOK_EVERY_MS);
  await Promise.all(closed);
  clearInterval(closing);
}

async function connections(servers: Set<Asked['server']>): Promise<number> {
  const counts = [...servers].map(
    (server) => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count ?? 0))),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

async function until(isSo: () => boolean, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  while (Date.now() < end && !isSo()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
