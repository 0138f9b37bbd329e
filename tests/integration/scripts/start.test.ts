import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { claim, openDataDirectory } from '#scripts/lib/data-directory.mjs';
import { freePort } from '#scripts/lib/ports.mjs';

/** Somebody else's program, on a port that Intray wants. */
const other = createServer();
let takenPort: string;

beforeAll(async () => {
  await once(other.listen(0, '127.0.0.1'), 'listening');
  takenPort = String((other.address() as AddressInfo).port);
});
afterAll(() => other.close());

async function start(environment: Record<string, string>) {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'intray-start-'));
  const env = {
    PATH: process.env.PATH,
    DATA_DIR,
    PORT: String(await freePort()),
    XERO_SANDBOX_PORT: String(await freePort()),
    ...environment,
  };
  const child = spawn(process.execPath, ['scripts/start.mjs'], { env: env as unknown as NodeJS.ProcessEnv });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output: output.trim(), directory: env.DATA_DIR };
}

test.each(['PORT', 'XERO_SANDBOX_PORT'])('when %s is in use, one sentence says so and what to do', async (setting) => {
  const { code, output, directory } = await start({ [setting]: takenPort });
  expect(output).toBe(
    `Port ${takenPort} is in use by another program. Choose another one: ${setting}=${Number(takenPort) + 1} npm start`,
  );
  expect(code).toBe(1);
  expect(existsSync(join(directory, 'running.json')), 'the folder is free again').toBe(false);
});

test('a second start on the same data is refused in one sentence and leaves the first alone', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'intray-start-'));
  openDataDirectory(directory);
  claim(directory, 'http://localhost:3000');
  const { code, output } = await start({ DATA_DIR: directory });
  expect(output).toBe(
    `Intray is already running from ${directory} (process ${process.pid}, http://localhost:3000). Stop that one first.`,
  );
  expect(code).toBe(1);
  expect(existsSync(join(directory, 'running.json'))).toBe(true);
});

/** A disk of one megabyte, where the system lets us have one. */
function mountDisk(...options: string[]): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'intray-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', ['size=1m', ...options].join(), 'tmpfs', folder]);
  if (status !== 0) return null;
  onTestFinished(() => void spawnSync('umount', [folder]));
  return folder;
}

test.for([
  ['read-only', 'is mounted read-only. Mount it for writing, or use another folder.'],
  ['full', 'is full. Free some space and start again; nothing saved is lost.'],
])('a disk that is %s is told in one sentence', async ([state, sentence], { skip }) => {
  const disk = mountDisk(...(state === 'full' ? [] : ['ro']));
  if (!disk) return skip('the system lets us mount no disk');
  if (state === 'full') writeFileSync(join(disk, 'others'), Buffer.alloc(900 * 1024));
  const { code, output } = await start({ DATA_DIR: join(disk, 'intray') });
  expect(output.split('\n').at(-1)).toContain(`The disk ${sentence}`);
  expect(output).not.toContain('    at ');
  expect(code).toBe(1);
});

test('a setting that is wrong is named with its fix before anything starts', async () => {
  const { code, output } = await start({ DATABASE_URL: 'mysql://localhost/intray', NEXTAUTH_SECRET: 'short' });
  expect(output).toContain('DATABASE_URL is not valid: a PostgreSQL address');
  expect(output).toContain('NEXTAUTH_SECRET is not valid: at least 32 random characters');
  expect(output).not.toContain('    at ');
  expect(code).toBe(1);
});
