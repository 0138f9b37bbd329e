import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test.each([
  ['a process that is gone', { pid: 4_194_303, born: 'Thu Jan  1 00:00:00 2026' }],
  ['a process whose number another one has now', { pid: process.pid, born: 'Thu Jan  1 00:00:00 2026' }],
])('the lock of %s does not stand in the way', (_who, lock) => {
  writeFileSync(join(directory, 'running.json'), JSON.stringify(lock));
  claim(directory, 'http://localhost:3000');
});

test('a lock that was cut short by a full disk does not stand in the way', () => {
  writeFileSync(join(directory, 'running.json'), '');
  claim(directory, 'http://localhost:3000');
});
