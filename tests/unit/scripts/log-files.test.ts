import { mkdirSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { logTo } from '#scripts/lib/log-files.mjs';

let directory: string;
let shown: string[];
let errors: Error[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'intray-logs-'));
  mkdirSync(join(directory, 'logs'));
  shown = [];
  errors = [];
});

const open = (isVerbose = false) =>
  logTo(directory, 'worker', {
    isVerbose,
    show: (line) => shown.push(line),
    onError: (error) => errors.push(error),
  });
const file = () => readFileSync(join(directory, 'logs/worker.log'), 'utf8');

const info = '{"level":30,"msg":"worker ready"}';
const failure = '{"level":50,"msg":"job failed","err":{"message":"the ledger is away"}}';

test('the terminal shows warnings and errors in plain lines; the file has everything', () => {
  const log = open();
  for (const line of [info, 'some text', failure]) log(line);
  expect(shown).toEqual(['  worker   error  job failed: the ledger is away']);
  expect(file()).toBe(`${info}\nsome text\n${failure}\n`);
});

test('a developer sees everything in the terminal', () => {
  const log = open(true);
  for (const line of [info, 'some text', '{"level":20,"msg":"detail"}']) log(line);
  expect(shown).toEqual(['  worker   info  worker ready', '  worker   some text']);
});

test('logs never fill the disk: from 20 MB on the file is put aside, replacing the one before it', () => {
  const path = join(directory, 'logs/worker.log');
  writeFileSync(path, '');
  truncateSync(path, 20 * 1024 * 1024 + 1);
  open()('first line of a new file');
  expect(file()).toBe('first line of a new file\n');
  expect(statSync(`${path}.1`).size).toBe(20 * 1024 * 1024 + 1);
});

test('a log that cannot be written is reported, not thrown at whoever logs', () => {
  const log = open();
  mkdirSync(join(directory, 'logs/worker.log'));
  log(info);
  expect(errors).toHaveLength(1);
});
