/** `npm start` and `npm run dev`: everything Intray needs on one machine, from a fresh clone. See docs/operations.md. */
import { requireBuildable } from './lib/build.mjs';
import { openDataDirectory } from './lib/data-directory.mjs';
import { endWithParent } from './lib/end-with-parent.mjs';
import { continueOnProjectNode, install, isInstalled } from './lib/install.mjs';
import { exitWith, PlainError } from './lib/plain-error.mjs';
import { step } from './lib/progress.mjs';
import { dataDirectory, loadDotEnv, readSettings } from './lib/settings.mjs';
import { startStack } from './lib/stack.mjs';

const isDevelopment = process.argv.includes('--dev');

async function start() {
  endWithParent();
  requireBuildable();
  if (!isInstalled()) await step('Install the packages', install);
  await continueOnProjectNode();

  // A terminal that is closed sends SIGHUP, which stops everything; that it takes no more text is no failure.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  loadDotEnv();
  openDataDirectory(dataDirectory(process.env));
  const settings = readSettings(process.env);

  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stopping.abort(new PlainError('Stopped before everything had started.')));
  }
  const stack = await startStack(settings, { isDevelopment, step, show, signal: stopping.signal });
  console.log(await summary(settings));

  const stopRequested = new Promise((resolve) => stopping.signal.addEventListener('abort', () => resolve(null)));
  const failure = await Promise.race([stopRequested, stack.failed]);
  // Asked a second time, the programs end at once; what they were doing is taken up at the next start.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stack.kill);
  if (failure) console.error(`\n${failure.message}\n`);
  await step(failure ? 'Stop everything else' : 'Finish what is being done, and stop', stack.stop);
  process.exit(failure ? 1 : 0);
}

/** Writes a line of a program's log, over a progress line that may be there. */
function show(line) {
  process.stdout.write(`${process.stdout.isTTY ? '\r\u001b[2K' : ''}${line}\n`);
}

async function summary({ directory, host, env, isEmbedded, isSandbox }) {
  const lines = [
    ['Open', env.APP_URL],
    ...(isSandbox ? await signIns() : []),
    ...(isSandbox && !isLocal(env.APP_URL) ? [['Careful', 'whoever reaches this address can sign in like that']] : []),
    ...(isSandbox ? [['Xero', `a sandbox at ${env.XERO_API_URL}, until XERO_CLIENT_ID is set`]] : []),
    ...(isOpen(host) && !env.TRUSTED_PROXIES
      ? [['Careful', `others reach ${host}. If they come by a reverse proxy, name it in TRUSTED_PROXIES`]]
      : []),
    ['Data', isEmbedded ? directory : `your database, and ${directory}`],
    ['Logs', `${directory}/logs`],
    ['Stop', 'Ctrl-C'],
  ];
  return `\nIntray is running.\n\n${lines.map(([name, text]) => `  ${name.padEnd(8)} ${text}`).join('\n')}\n`;
}

const isOpen = (host) => !['localhost', '127.0.0.1', '::1'].includes(host);

const isLocal = (url) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

/** The demo people, with the one password they share. */
async function signIns() {
  const { demoPassword, demoPeople } = await import('../lib/team/demo.ts');
  return [
    ...demoPeople.map(({ email }, index) => [index === 0 ? 'Sign in' : '', email]),
    ['', `with the password ${demoPassword}`],
  ];
}

await start().catch(exitWith);
