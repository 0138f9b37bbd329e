import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { beforeEach, expect, test } from 'vitest';
import { claim, openDataDirectory, secrets } from '#scripts/lib/data-directory.mjs';

let directory: string;

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'intray-data-')), '.data');
  openDataDirectory(directory);
});

test('only its owner can read the data folder and the secrets in it', () => {
  secrets(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(statSync(join(directory, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('secrets are made once and kept', () => {
  const made = secrets(directory);
  expect(secrets(directory)).toEqual(made);
  expect(made.NEXTAUTH_SECRET.length).toBeGreaterThanOrEqual(32);
  expect(Buffer.from(made.ENCRYPTION_KEYS.split(':')[1] ?? '', 'base64')).toHaveLength(32);
});

test('lost secrets are never replaced while there is a database that needs them', () => {
  secrets(directory);
  mkdirSync(join(directory, 'postgres'));
  rmSync(join(directory, 'secrets.json'));
  expect(() => secrets(directory)).toThrow('Restore it from your backup');
});

test('a folder in use is refused, saying where it is in use', () => {
  claim(directory, 'http://localhost:3000');
  expect(() => claim(directory, 'http://localhost:3001')).toThrow(
    `Intray is already running from ${directory} (process ${process.pid}, http://localhost:3000). Stop that one first.`,
  );
});

test('a folder that was given back can be used again', () => {
  claim(directory, 'http://localhost:3000')();
  claim(directory, 'http://localhost:3000');
});

/** A process of its own that claims the folder and says what came of it, then lives until it is killed. */
const claiming = () => [
  '--input-type=module',
  '--eval',
  `import { claim } from '#scripts/lib/data-directory.mjs';
   try { claim(${JSON.stringify(directory)}, 'http://localhost:3000'); console.log(process.pid); }
   catch (error) { console.log(error.message); process.exit(1); }
   setInterval(() => {}, 1_000);`,
];

async function firstLine({ stdout }: { stdout: Readable }): Promise<string> {
  const [chunk] = await once(stdout, 'data');
  return String(chunk).trim();
}

function isFree(): boolean {
  try {
    claim(directory, 'http://localhost:3000')();
    return true;
  } catch {
    return false;
  }
}

test('a folder in use is refused in every time zone, and where there is no command to list processes', async () => {
  const first = spawn(process.execPath, claiming());
  const pid = await firstLine(first);
  const env = { PATH: '/nowhere', TZ: 'Asia/Tokyo' } as unknown as NodeJS.ProcessEnv;
  const second = spawn(process.execPath, claiming(), { env });
  expect(await firstLine(second)).toBe(
    `Intray is already running from ${directory} (process ${pid}, http://localhost:3000). Stop that one first.`,
  );
  first.kill('SIGKILL');
  await once(first, 'close');
});

test.runIf(process.platform === 'linux')(
  'the claim of a process that was killed ends with it, even while its parent has not taken note of that',
  async () => {
    // The shell becomes a program that never waits for its children: a killed one stays in the list of processes.
    const parent = spawn('sh', ['-c', '"$@" & exec sleep 60', 'sh', process.execPath, ...claiming()]);
    const pid = Number(await firstLine(parent));
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0]).toBe('Z');
    // Its other threads may take a moment longer to let go.
    await expect.poll(isFree).toBe(true);
    parent.kill('SIGKILL');
  },
);

test('what is left of a start on another machine, or was cut short by a full disk, does not stand in the way', () => {
  for (const left of [JSON.stringify({ pid: process.pid, address: 'http://localhost:3000' }), '']) {
    writeFileSync(join(directory, 'running.json'), left);
    claim(directory, 'http://localhost:3000')();
  }
});
