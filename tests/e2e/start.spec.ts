import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { demoPassword } from '#lib/team/demo.ts';
import { freePort } from '#scripts/lib/ports.mjs';
import { test } from '#tests/support/browser.ts';

/** `npm start` as a person runs it, on ports and data of its own. */
type Started = { process: ChildProcessWithoutNullStreams; output: () => string; directory: string; url: string };

async function start(directory: string, { hasSandbox = true } = {}): Promise<Started> {
  const port = String(await freePort());
  const child = spawn('npm', ['start'], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATA_DIR: directory,
      PORT: port,
      XERO_SANDBOX_PORT: String(await freePort()),
      ...(!hasSandbox && { XERO_CLIENT_ID: 'ours', XERO_CLIENT_SECRET: 'nobody asks for it here' }),
    } as unknown as NodeJS.ProcessEnv,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const started = { process: child, output: () => output, directory, url: `http://localhost:${port}` };
  await expect.poll(() => output, { timeout: 60_000 }).toContain('Ctrl-C');
  return started;
}

/** The processes, of any parent, that have this data folder among their arguments or in their environment. */
function processesOf({ directory }: Started): { pid: number; args: string }[] {
  return execFileSync('ps', ['axeww', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .filter(([, , args = '']) => args.includes(directory))
    .map(([, id, args = '']) => ({ pid: Number(id), args }));
}

async function exitCode(started: Started): Promise<number | null> {
  const [code] = started.process.exitCode === null ? await once(started.process, 'close') : [started.process.exitCode];
  return code;
}

test('npm start says where to go, whom to sign in as, where the data lies and how to stop; however it ends, the next start works with the same data, and nothing outlives it', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const directory = mkdtempSync(join(tmpdir(), 'intray-start-'));
  const started = await start(directory);
  const output = started.output();
  expect(output).toContain(`Open     ${started.url}`);
  expect(output).toMatch(/Sign in {2}admin@intray\.example/);
  expect(output).toContain('bookkeeper@intray.example');
  expect(output).toContain('submitter@intray.example');
  expect(output).toContain(`Data     ${directory}`);
  const health = await fetch(`${started.url}/api/health`);
  expect(health.status).toBe(200);

  await test.step('stopped by Ctrl-C, which a page that listens for live events does not hold up', async () => {
    await page.goto(started.url);
    await page.getByLabel('E-mail').fill('admin@intray.example');
    await page.getByLabel('Password').fill(demoPassword);
    const listening = page.waitForResponse((response) => response.url().includes('/events?'));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await listening;
    const askedAt = performance.now();
    started.process.kill('SIGINT');
    expect(await exitCode(started)).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(5_000);
    expect(processesOf(started)).toEqual([]);
    expect(existsSync(join(directory, 'running.json'))).toBe(false);
  });

  const killed = await start(directory);
  await test.step('killed outright', async () => {
    for (const { pid } of processesOf(killed).filter(({ args }) => args.includes('scripts/start.mjs'))) {
      process.kill(pid, 'SIGKILL');
    }
    await exitCode(killed);
    await expect.poll(() => processesOf(killed).filter(({ args }) => !args.includes('postgres'))).toEqual([]);
  });

  // The two before have shown that the sandbox and the demo end like the rest.
  const crashed = await start(directory, { hasSandbox: false });
  await test.step('the worker crashes: a sentence says so, and the exit code is not zero', async () => {
    const worker = processesOf(crashed).find(({ args }) => args.includes('workers/main.ts'));
    process.kill(worker?.pid ?? 0, 'SIGKILL');
    expect(await exitCode(crashed)).toBe(1);
    expect(crashed.output()).toContain('The worker stopped unexpectedly (ended by SIGKILL).');
    expect(processesOf(crashed)).toEqual([]);
  });

  const last = await start(directory, { hasSandbox: false });
  await test.step('npm is killed', async () => {
    expect((await fetch(`${last.url}/api/health`)).status).toBe(200);
    last.process.kill('SIGKILL');
    await expect.poll(() => processesOf(last)).toEqual([]);
  });
  rmSync(directory, { recursive: true });
});
