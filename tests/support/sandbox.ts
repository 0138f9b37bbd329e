import { afterAll, beforeAll } from 'vitest';
import { type RunningSandbox, startSandbox } from '#tests/sandbox/start.ts';

/** Runs the sandbox for a test file, at the address that the file's settings name. */
export function withSandbox(): { url: () => string } {
  let running: RunningSandbox | undefined;
  beforeAll(async () => {
    running = await startSandbox({
      port: Number(process.env.XERO_SANDBOX_PORT),
      directory: String(process.env.XERO_SANDBOX_DIR),
    });
  });
  afterAll(() => running?.close());
  return {
    url() {
      if (!running) throw new Error('The sandbox is not running yet');
      return running.url;
    },
  };
}
