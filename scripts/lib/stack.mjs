/** The whole of Intray on one machine: database, sandbox, worker and web, started in order and stopped in reverse. */
import { join } from 'node:path';
import { generateClient, isClientStale } from '../generate.mjs';
import { migrate } from '../migrate.mjs';
import { build, isBuildStale } from './build.mjs';
import { startChild } from './child.mjs';
import { claim, lastPostgresPort, rememberPostgresPort, secrets } from './data-directory.mjs';
import { logTo } from './log-files.mjs';
import { inProject } from './paths.mjs';
import { asPlain, PlainError } from './plain-error.mjs';
import { freePort, requirePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { requireValid } from './settings.mjs';

/** The parts by the names of their logs, as sentences call them. */
const nouns = { database: 'database', sandbox: 'Xero sandbox', worker: 'worker', web: 'web server' };

const answerTimeoutMs = 60_000;

/**
 * @typedef {object} Stack
 * @property {Record<string, string>} env What its programs run with.
 * @property {import('./child.mjs').Child[]} children
 * @property {Promise<PlainError>} failed Resolves when a part ends unasked, with the sentence that says so.
 * @property {() => Promise<void>} stop Stops everything, the database last.
 * @property {() => void} kill Ends the programs at once, as a second Ctrl-C asks for.
 */

/**
 * Starts everything, or nothing: when a part fails, those already running are stopped before the error comes.
 * @param {import('./settings.mjs').Settings} settings
 * @param {object} options
 * @param {boolean} [options.isDevelopment] Reloads web and worker when a source changes; needs no build.
 * @param {<T>(title: string, work: () => Promise<T>) => Promise<T>} options.step Wraps each step, to show progress.
 * @param {AbortSignal} [options.signal] Gives up starting.
 * @param {(line: string) => void} [options.show] Takes the lines of the programs' logs that a person should see.
 * @returns {Promise<Stack>}
 */
export async function startStack(settings, options) {
  const { isDevelopment = false, signal = new AbortController().signal, show = console.log } = options;
  const { directory, host, port, sandboxPort } = settings;
  const env = { ...settings.env, NODE_ENV: isDevelopment ? 'development' : 'production' };
  const undo = [];
  const children = [];
  let isStarted = false;
  let isStopping = false;
  let reportFailure;
  const failed = new Promise((resolve) => (reportFailure = resolve));

  const stop = async () => {
    isStopping = true;
    while (undo.length) await undo.pop()();
  };
  const step = (title, work) => {
    signal.throwIfAborted();
    return options.step(title, work);
  };
  const logFor = (name) =>
    logTo(directory, name, {
      isVerbose: isDevelopment && name !== 'database',
      // What programs say while they wait for each other is in their logs, and shown when the start fails.
      show: (line) => (isStarted || isDevelopment) && show(line),
      onError: (error) => reportFailure(asPlain(error)),
    });
  const watch = (name, exited) =>
    exited.then(({ how, lastWords }) => {
      if (isStopping) return;
      const log = join(directory, 'logs', `${name}.log`);
      reportFailure(
        new PlainError(`The ${nouns[name]} stopped unexpectedly (${how}). Its last lines, from ${log}:\n${lastWords}`),
      );
    });
  const launch = (name, args) => {
    const child = startChild({ name, args, env, onLine: logFor(name) });
    children.push(child);
    watch(name, child.exited);
    return child;
  };

  try {
    undo.push(claim(directory, env.APP_URL));
    await requirePort(port, host, 'PORT');
    if (settings.isSandbox) await requirePort(sandboxPort, '127.0.0.1', 'XERO_SANDBOX_PORT');

    if (settings.isEmbedded) {
      const postgres = await step('Start the database', () => startDatabase(directory, logFor('database')));
      undo.push(() => postgres.stop());
      watch(
        'database',
        postgres.exited.then((lastWords) => ({ how: 'the server ended', lastWords })),
      );
      env.DATABASE_URL = postgres.url('intray');
    }
    await requireValid(env);
    if (isClientStale()) await step('Generate the database client', generateClient);
    await step('Bring the database up to date', () => migrate({ databaseUrl: env.DATABASE_URL }));
    if (!isDevelopment && isBuildStale()) await step('Build the application', () => build(env, signal));

    if (settings.isSandbox) {
      const sandbox = launch('sandbox', ['tests/sandbox/main.ts']);
      undo.push(() => sandbox.stop());
      await step('Start the Xero sandbox', () => answer(env.XERO_API_URL, { failed, signal }));
      await step('Prepare the demo business', () => runToEnd('seed', ['prisma/seed.ts'], env, logFor('seed')));
    }
    const watching = isDevelopment ? ['--watch', '--watch-preserve-output'] : [];
    const worker = launch('worker', [...watching, 'workers/main.ts']);
    const next = [inProject('node_modules/next/dist/bin/next'), isDevelopment ? 'dev' : 'start'];
    const web = launch('web', [...next, '-p', String(port), '-H', host]);
    undo.push(() => Promise.all([web.stop(), worker.stop()]));
    await step('Start the worker and the web server', () =>
      answer(`http://${reachable(host)}:${port}/api/health`, { failed, signal, status: 200 }),
    );
    isStarted = true;
  } catch (error) {
    await stop();
    throw error;
  }
  const kill = () => {
    for (const child of children) child.kill();
  };
  return { env, children, failed, stop, kill };
}

async function startDatabase(directory, log) {
  const port = await freePort(lastPostgresPort(directory));
  const { POSTGRES_PASSWORD: password } = secrets(directory);
  const onLog = (text) => text.trimEnd().split('\n').forEach(log);
  const postgres = await startPostgres({ directory: join(directory, 'postgres'), port, password, onLog });
  rememberPostgresPort(directory, port);
  await postgres.ensureDatabase('intray');
  return postgres;
}

/** Runs one of our programs to its end. */
async function runToEnd(name, args, env, onLine) {
  const { how, lastWords } = await startChild({ name, args, env, onLine }).exited;
  if (how !== 'exit code 0') throw new PlainError(`The ${name} failed (${how}). Its last lines:\n${lastWords}`);
}

/** Waits until a web server answers at `url`, with `status` where one is given. */
async function answer(url, { failed, signal, status }) {
  const deadline = AbortSignal.timeout(answerTimeoutMs);
  const failure = failed.then((error) => {
    throw error;
  });
  const ask = async () => {
    const response = await fetch(url, { signal: deadline, redirect: 'manual' });
    return status && response.status !== status ? `${response.status} ${await response.text()}` : null;
  };
  for (;;) {
    const problem = await Promise.race([ask().catch((error) => error.cause?.message ?? error.message), failure]);
    if (problem === null) return;
    signal.throwIfAborted();
    if (deadline.aborted) {
      throw new PlainError(`${url} was not well within ${answerTimeoutMs / 1_000} seconds: ${problem}`);
    }
    await Promise.race([new Promise((resolve) => setTimeout(resolve, 50)), failure]);
  }
}

/** An address that reaches a server listening on `host`. */
const reachable = (host) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);
