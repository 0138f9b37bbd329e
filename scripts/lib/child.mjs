import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { inProject, root } from './paths.mjs';

/** As an address: in a plain path `%`, `#` and `?` would be read as parts of one. */
const exitWithParent = pathToFileURL(inProject('scripts/lib/exit-with-parent.mjs')).href;
const stopTimeoutMs = 30_000;
const lastWordsCount = 8;

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {Promise<{ how: string, lastWords: string }>} exited How it ended ("exit code 1") and its last lines.
 * @property {() => Promise<void>} stop Asks it to end and waits; kills it when it does not within 30 seconds.
 * @property {() => void} kill
 */

/**
 * Starts one of our programs on this Node.js. Its output comes line by line.
 * @param {object} options
 * @param {string} options.name
 * @param {string[]} options.args
 * @param {Record<string, string | undefined>} options.env
 * @param {(line: string) => void} options.onLine
 * @returns {Child}
 */
export function startChild({ name, args, env, onLine }) {
  const child = spawn(process.execPath, ['--import', exitWithParent, ...args], {
    cwd: root,
    env: { ...env, INTRAY_PARENT_PID: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A process group of its own: Ctrl-C in the terminal is ours to pass on, in the right order.
    detached: true,
  });
  const lastLines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.push(line);
      if (lastLines.length > lastWordsCount) lastLines.shift();
      onLine(line);
    });
  }
  const exited = new Promise((resolve) => {
    const ended = (how) => resolve({ how, lastWords: lastLines.join('\n') });
    child.once('error', (error) => ended(error.message));
    child.once('close', (code, signal) => ended(signal ? `ended by ${signal}` : `exit code ${code}`));
  });
  return {
    name,
    pid: child.pid,
    exited,
    kill: () => child.kill('SIGKILL'),
    async stop() {
      child.kill('SIGTERM');
      const harder = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      await exited;
      clearTimeout(harder);
    },
  };
}
