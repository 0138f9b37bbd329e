import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { openDataDirectory } from '#scripts/lib/data-directory.mjs';
import { freePort } from '#scripts/lib/ports.mjs';
import { readSettings } from '#scripts/lib/settings.mjs';
import { type Stack, startStack } from '#scripts/lib/stack.mjs';
import { isFull, measured, median, msOf, note } from './measure.ts';

const STARTS = isFull ? 8 : 3;

/** As `npm start` does it, with what the first start has built and made. */
test('a second start, until all answers', { timeout: 600_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'intray-bench-start-'));
  openDataDirectory(directory);
  const settings = readSettings({
    ...process.env,
    DATA_DIR: directory,
    DATABASE_URL: '',
    APP_URL: '',
    XERO_CLIENT_ID: '',
    PORT: String(await freePort()),
    XERO_SANDBOX_PORT: String(await freePort()),
  });
  async function start(): Promise<{ seconds: number; steps: string[] }> {
    const steps: string[] = [];
    let stack: Stack | undefined;
    const ms = await msOf(async () => {
      stack = await startStack(settings, {
        show: () => {},
        async step(title, work) {
          const startedAt = performance.now();
          const done = await work();
          steps.push(`${title}: ${((performance.now() - startedAt) / 1_000).toFixed(2)} s`);
          return done;
        },
      });
    });
    await stack?.stop();
    return { seconds: ms / 1_000, steps };
  }
  await start();
  const samples: number[] = [];
  for (let count = 0; count < STARTS; count++) {
    const { seconds, steps } = await start();
    samples.push(seconds);
    if (count === 0) for (const step of steps) note(step);
  }
  rmSync(directory, { recursive: true });
  measured({ name: 'second start', value: median(samples), anchor: null, unit: 's', aim: { most: 2.5, of: 'value' } });
});
