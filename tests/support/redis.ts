/** A throw-away Redis for tests of what runs on Redis as well as on PostgreSQL. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '#scripts/lib/ports.mjs';

/** Whether a Redis server can be started here; `npm test` installs one where it may. */
export const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

/** Starts a Redis that keeps nothing. Call only when `hasRedis`. */
export async function startRedis(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const server = spawn('redis-server', [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ]);
  const exited = once(server, 'exit');
  for await (const chunk of server.stdout) {
    if (String(chunk).includes('Ready to accept connections')) break;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill();
      await exited;
    },
  };
}
