import { existsSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { type RunningSandbox, startSandbox } from '#tests/sandbox/start.ts';
import { control } from './sandbox-control.ts';

/** Runs the sandbox for a test file, at the address that the settings name, as on its first day. */
export function withSandbox(): { url: () => string } {
  let running: RunningSandbox | undefined;
  beforeAll(async () => {
    const directory = String(process.env.XERO_SANDBOX_DIR);
    const isUsed = existsSync(directory);
    running = await startSandbox({ port: Number(process.env.XERO_SANDBOX_PORT), directory });
    // The signing keys stay: our side keeps those that it has seen.
    if (isUsed) await control('POST', '/reset');
  });
  afterAll(() => running?.close());
  return {
    url() {
      if (!running) throw new Error('The sandbox is not running yet');
      return running.url;
    },
  };
}
