import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { inProject, root } from './paths.mjs';
import { PlainError, plainReason } from './plain-error.mjs';

const readPackages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/** True when every package that `package-lock.json` asks for on this machine is installed in that version. */
export function isInstalled() {
  const record = inProject('node_modules/.package-lock.json');
  if (!existsSync(record) || !existsSync(nodeBinary())) return false;
  const installed = readPackages(record);
  return Object.entries(readPackages(inProject('package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
}

/** Installs exactly what `package-lock.json` says. */
export async function install() {
  // Under `npm start` this is the very npm that runs us, wherever it is.
  const [command, ...prefix] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  // Whoever runs `npm test` or `npm start` needs the development packages too, whatever NODE_ENV says.
  const child = spawn(command, [...prefix, 'ci', '--include=dev'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // An npm that does not know `allowScripts` would have the runtime fetch libraries for graphics cards.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once('error', () => resolve(-1)).once('close', resolve));
  if (code === 0) return;
  const plain = plainReason('The packages could not be installed', output);
  if (plain) throw plain;
  const complaints = output.split('\n').filter((line) => line.startsWith('npm error'));
  const reasons = (complaints.length ? complaints : output.trim().split('\n')).slice(0, 15).join('\n');
  throw new PlainError(`The packages could not be installed. "npm ci" said:\n${reasons}`);
}

const nodeBinary = () => inProject('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Runs this command again on the project's own Node.js when the host's is another one, and ends with its exit code.
 * Returns when we already run on it.
 */
export async function continueOnProjectNode() {
  const { version } = JSON.parse(readFileSync(inProject('node_modules/node/package.json'), 'utf8'));
  if (process.versions.node === version) return;
  const env = { ...process.env, INTRAY_PARENT_PID: String(process.pid) };
  const child = spawn(nodeBinary(), process.argv.slice(1), { stdio: 'inherit', env });
  // Ctrl-C reaches the child by itself; other requests to stop are passed on. Either way it decides when to end.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM'));
  const code = await new Promise((resolve) => child.once('close', resolve));
  process.exit(code ?? 1);
}
