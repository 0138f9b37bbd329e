/** The whole of Intray on one machine: database, sandbox, worker and web, started in order and stopped in reverse. */
import { join } from 'node:path';
import { generateClient, isClientStale } from '../generate.mjs';
import { migrate } from '../migrate.mjs';
import { build, isBuildStale } from './build.mjs';
import { startChild } from './child.mjs';
import { claim, lastPostgresPort, rememberPostgresPort, secrets } from './data-directory.mjs';
import { inProject } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { freePort, requirePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { requireValid } from './settings.mjs';
import { Supervisor } from './supervisor.mjs';

const answerTimeoutMs = 60_000;
const askAgainAfterMs = 50;

/**
 * @typedef {object} Stack
 * @property {Record<string, string>} env What its programs run with.
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
  const env = { ...settings.env, NODE_ENV: isDevelopment ? 'development' : 'production' };
  let isStarted = false;
  const supervisor = new Supervisor({
    directory: settings.directory,
    isVerbose: isDevelopment,
    // What programs say while they wait for each other is in their logs, and shown when the start fails.
    show: (line) => (isStarted || isDevelopment) && show(line),
  });
  const step = (title, work) => {
    signal.throwIfAborted();
    return options.step(title, work);
  };
  const context = { settings, env, isDevelopment, supervisor, step, signal };
  try {
    supervisor.onStop(claim(settings.directory, env.APP_URL));
    await requirePort(settings.port, settings.host, 'PORT');
    if (settings.isSandbox) await requirePort(settings.sandboxPort, '127.0.0.1', 'XERO_SANDBOX_PORT');
    // It needs nobody: by the time the others are there, it is too.
    if (settings.isSandbox) launchSandbox(context);
    await prepareDatabase(context);
    if (!isDevelopment && isBuildStale()) await step('Build the application', () => build(env, signal));
    await startApplication(context);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  isStarted = true;
  return { env, failed: supervisor.failed, stop: () => supervisor.stop(), kill: () => supervisor.kill() };
}

/** Leaves `env.DATABASE_URL` with a database that has every migration. */
async function prepareDatabase({ settings, env, supervisor, step }) {
  if (settings.isEmbedded) {
    const postgres = await step('Start the database', () => startEmbedded(settings.directory, supervisor));
    env.DATABASE_URL = postgres.url('intray');
  }
  await requireValid(env);
  if (isClientStale()) await step('Generate the database client', generateClient);
  await step('Bring the database up to date', () => migrate({ databaseUrl: env.DATABASE_URL }));
}

async function startEmbedded(directory, supervisor) {
  const port = await freePort(lastPostgresPort(directory));
  const { POSTGRES_PASSWORD: password } = secrets(directory);
  const log = supervisor.logFor('database', false);
  const onLog = (text) => text.trimEnd().split('\n').forEach(log);
  const postgres = await startPostgres({ directory: join(directory, 'postgres'), port, password, onLog });
  supervisor.onStop(() => postgres.stop());
  supervisor.watch(
    'database',
    'database',
    postgres.exited.then((lastWords) => ({ how: 'the server ended', lastWords })),
  );
  rememberPostgresPort(directory, port);
  await postgres.ensureDatabase('intray');
  return postgres;
}

function launchSandbox({ env, supervisor }) {
  const sandbox = supervisor.launch('sandbox', 'Xero sandbox', ['tests/sandbox/main.ts'], env);
  supervisor.onStop(() => sandbox.stop());
}

async function prepareDemo({ env, supervisor }) {
  const seed = startChild({ name: 'seed', args: ['prisma/seed.ts'], env, onLine: supervisor.logFor('seed') });
  const { how, lastWords } = await seed.exited;
  if (how !== 'exit code 0') throw new PlainError(`The demo business could not be made (${how}):\n${lastWords}`);
}

async function startApplication(context) {
  const { settings, env, isDevelopment, supervisor, step } = context;
  const { host, port, isSandbox } = settings;
  const watching = isDevelopment ? ['--watch', '--watch-preserve-output'] : [];
  const worker = supervisor.launch('worker', 'worker', [...watching, 'workers/main.ts'], env);
  const next = [inProject('node_modules/next/dist/bin/next'), isDevelopment ? 'dev' : 'start'];
  // It stops as lib/operations/stop-web.ts has it; the development server, as Next.js does.
  const webEnv = isDevelopment ? env : { ...env, NEXT_MANUAL_SIG_HANDLE: '1' };
  const web = supervisor.launch('web', 'web server', [...next, '-p', String(port), '-H', host], webEnv);
  supervisor.onStop(() => Promise.all([web.stop(), worker.stop()]));
  const url = `http://${reachable(host)}:${port}/api/health`;
  const title = isSandbox
    ? 'Start the worker, the web server, the Xero sandbox and the demo'
    : 'Start the worker and the web server';
  const sandbox = isSandbox && [answerOf(context, env.XERO_API_URL), prepareDemo(context)];
  await step(title, () => Promise.all([answerOf(context, url, 200), ...(sandbox || [])]));
}

const answerOf = ({ supervisor, signal }, url, status) => supervisor.unlessFailed(answer(url, { signal, status }));

/** Waits until a web server answers at `url`, with `status` where one is given. */
async function answer(url, { signal, status }) {
  const deadline = AbortSignal.timeout(answerTimeoutMs);
  const ask = async () => {
    const response = await fetch(url, { signal: deadline, redirect: 'manual' });
    return status && response.status !== status ? `${response.status} ${await response.text()}` : null;
  };
  for (;;) {
    const problem = await ask().catch((error) => error.cause?.message ?? error.message);
    if (problem === null) return;
    signal.throwIfAborted();
    if (deadline.aborted) {
      throw new PlainError(`${url} was not well within ${answerTimeoutMs / 1_000} seconds: ${problem}`);
    }
    await new Promise((resolve) => setTimeout(resolve, askAgainAfterMs));
  }
}

/** An address that reaches a server listening on `host`. */
const reachable = (host) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);
